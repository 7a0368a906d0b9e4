"""The statement of a payout: why it brings what it brings."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.audit import Purpose
from services.influencers.domain.partner import Partner
from services.influencers.domain.payout import Payout, StillGathering
from services.influencers.domain.program import Program
from services.influencers.domain.statement import PaidLine, paid_line_of
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from shared.errors import NotFound


@dataclass(frozen=True)
class PayoutStatement:
    """A payout with all that it takes from; its lines add up to its amount."""

    partner: Partner
    program: Program
    payout: Payout
    lines: Sequence[PaidLine]


def read_payout_statement(
    context: Context, *, workspace: str, payout: str, by: str
) -> PayoutStatement:
    """Return the statement, once it is noted that the account `by` sees its partner.

    Raises `NotFound`, or `StillGathering` before the amount is known.
    """
    found = _statement(context, context.stores.payouts.get(workspace, payout))
    refs = (found.partner.id,)
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PARTNER, refs=refs)
    return found


def own_payout_statement(
    context: Context, *, workspace: str, partner: str, payout: str
) -> PayoutStatement:
    """Return the statement for its partner; that of another is not found.

    Raises `NotFound`, or `StillGathering` before the amount is known.
    """
    found = context.stores.payouts.get(workspace, payout)
    if found.partner_id != partner:
        raise NotFound
    return _statement(context, found)


def _statement(context: Context, payout: Payout) -> PayoutStatement:
    if not payout.gathered:
        raise StillGathering
    workspace, stores = payout.workspace_id, context.stores
    commissions = stores.commissions.several(workspace, list(payout.lines))
    ordered = sorted(commissions, key=lambda each: (each.created_at, each.id))
    return PayoutStatement(
        stores.partners.get(workspace, payout.partner_id),
        stores.programs.get(workspace, payout.program_id),
        payout,
        [paid_line_of(each, payout.id) for each in ordered],
    )
