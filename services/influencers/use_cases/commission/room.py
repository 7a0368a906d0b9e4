"""Keep of a program's budget and a partner's cap what a commission is to earn, before it does."""

from dataclasses import dataclass, replace

from services.influencers.domain.allowance import Allowance, Reserved, allowance_id
from services.influencers.domain.program import Program
from services.influencers.use_cases.context import Context
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Room:
    """What is kept (None: there is no limit), under which name."""

    amount: Money | None = None
    name: str = ""


def keep_room(
    context: Context, program: Program, partner: str, commission: str, wanted: Money
) -> Room:
    """Return what may be earned of `wanted`; for the same commission again, the same.

    One name stands for both limits: the first that is kept gives it.
    """
    form, room = program.form, Room(None, context.ids.ulid())
    for whose, limit in (("", form.budget), (partner, form.partner_cap)):
        if limit is None:
            continue
        asked = wanted if room.amount is None else room.amount
        asked_as = Reserved(commission, asked.amount, room.name)
        kept = _kept(context, _allowance(program, whose), asked_as, limit)
        room = Room(Money(min(kept.amount, asked.amount), limit.currency), kept.name)
    return room if room.amount is not None else Room()


def _kept(context: Context, fresh: Allowance, asked: Reserved, limit: Money) -> Reserved:
    store, commissions = context.stores.allowances, context.stores.commissions
    stored = store.add(fresh)
    # Read before the change: what has begun never is as if it had not.
    written = {
        each.commission_id: commissions.find(fresh.workspace_id, each.commission_id)
        for each in stored.reserved
    }

    def keeping(found: Allowance) -> tuple[Allowance, tuple[()]]:
        return found.looked_at(written).reserving(asked, limit), ()

    kept = store.change(stored, keeping).reservation(asked.commission_id)
    return kept or replace(asked, amount=0)


def _allowance(program: Program, partner: str) -> Allowance:
    return Allowance(
        id=allowance_id(program.workspace_id, program.id, partner),
        workspace_id=program.workspace_id,
        program_id=program.id,
        partner_id=partner,
        currency=program.form.currency,
    )
