"""Write the commission of a decided line, and bring it to where its order or lead stands.

Each step is harmless when repeated, and finds what a step before it has left.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from services.influencers.domain.attribution import Attribution, looked_at_again
from services.influencers.domain.commission import (
    Cause,
    Commission,
    Moved,
    Void,
    accrue,
    commission_id,
    void,
)
from services.influencers.domain.commission.earning import ACCRUAL
from services.influencers.domain.enrollment import enrollment_id
from services.influencers.domain.program import Program, Rates, rates_of
from services.influencers.use_cases.commission.room import Room, keep_room
from services.influencers.use_cases.context import Context
from shared.errors import NotFound
from shared.events import Event
from shared.ledger import Ledger
from shared.money import Money


class Subject(Protocol):
    """What earns a commission, as it stands now: a line of an order, or a lead."""

    @property
    def cause(self) -> Cause: ...
    @property
    def rewarded(self) -> bool: ...
    @property
    def first(self) -> Money: ...
    def followed(self, commission: Commission, at: datetime) -> Moved: ...


def rates_for(context: Context, program: Program, partner: str) -> Rates:
    """Return the rates of a partner of a program."""
    whose = enrollment_id(program.workspace_id, program.id, partner)
    enrolled = context.stores.enrollments.find(program.workspace_id, whose)
    return rates_of(program, enrolled.group if enrolled else "")


def settle(
    context: Context,
    program: Program,
    decided: Attribution,
    subject: Subject,
    at: datetime,
    told_by: str = "",
) -> None:
    """Void what earlier decisions earned, then write what this one earns.

    `at` is when its time for returns begins, `told_by` the account of the team that told of it.
    """
    for revision in range(1, decided.revision):
        _void(context, decided, revision)
    if decided.winner is not None and subject.rewarded:
        _earn(context, program, decided, subject, at, told_by)
    _note(context, decided)


def _earn(
    context: Context,
    program: Program,
    decided: Attribution,
    subject: Subject,
    at: datetime,
    told_by: str,
) -> None:
    hands = tuple(sorted({told_by, decided.by} - {""}))
    fresh = replace(_begun(context, program, decided, subject, at), hands=hands)
    found = context.stores.commissions.find(fresh.workspace_id, fresh.id)
    begun = found is not None and found.ledger.knows(ACCRUAL)
    room = (
        Room() if begun else keep_room(context, program, fresh.partner_id, fresh.id, subject.first)
    )
    now = context.clock.now()

    def earned(each: Commission) -> tuple[Commission, Sequence[Event]]:
        after = each
        events: Sequence[Event] = ()
        if not each.ledger.knows(ACCRUAL):
            named = replace(each, allowance=room.name)
            after, events = accrue(named, subject.first, decided.suspicions, now, room=room.amount)
        after, more = subject.followed(after, now)
        return after, (*events, *more)

    if found is None:
        context.stores.commissions.add(*earned(fresh))
    context.stores.commissions.change(fresh.workspace_id, fresh.id, earned)


def _begun(
    context: Context, program: Program, decided: Attribution, subject: Subject, at: datetime
) -> Commission:
    now, ids = context.clock.now(), (decided.order_id, decided.line_id)
    winner = decided.winner
    assert winner is not None
    return Commission(
        id=commission_id(decided.workspace_id, program.id, *ids, decided.revision),
        workspace_id=decided.workspace_id,
        program_id=program.id,
        partner_id=winner.partner_id,
        cause=subject.cause,
        ledger=Ledger(program.form.currency),
        created_at=now,
        updated_at=now,
        wait_until=at + timedelta(days=program.form.hold_days),
        order_id=decided.order_id,
        line_id=decided.line_id,
        link_id=winner.link_id,
    )


def _void(context: Context, decided: Attribution, revision: int) -> None:
    """Take back what an earlier decision earned; it was written before another was made."""
    ids = (decided.program_id, decided.order_id, decided.line_id)
    id_ = commission_id(decided.workspace_id, *ids, revision)
    now, cause = context.clock.now(), f"decided:{revision + 1}"
    try:
        context.stores.commissions.change(
            decided.workspace_id,
            id_,
            lambda each: void(each, Void.ATTRIBUTED_ANEW, cause=cause, at=now),
        )
    except NotFound:
        return  # Nobody had brought it, or nothing was earned.


def _note(context: Context, decided: Attribution) -> None:
    def settled(found: Attribution) -> tuple[Attribution, tuple[()]]:
        if found.revision != decided.revision:
            return found, ()
        again = looked_at_again(found, context.clock.now())
        return replace(found, settled=found.revision, due_at=again), ()

    context.stores.attributions.change(decided, settled)
