"""How a contest ends: drawn, settled, cancelled, its people erased.

What follows from a fact is asked again of the contest as it is then, and changes nothing twice.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.retention import retention_end
from services.contests.domain.errors import TooLateToCancel
from services.contests.domain.events import contest_cancelled, contest_drawn, contest_settled
from shared.events import Event, Stamp
from shared.ids import derived_id

LAST_CANCELLATION = timedelta(minutes=10)


def drawn(
    contest: Contest, at: datetime, *, digest: str, round_number: int
) -> tuple[Contest, list[Event]]:
    """Note that a sealed contest has its draw."""
    if contest.state is not State.SEALED:
        return contest, []
    made = {"digest": digest, "round": round_number, "test_beacon": contest.test_beacon}
    after = replace(contest, state=State.DRAWN, drawn_at=at, updated_at=at, draw=made)
    stamp = Stamp(derived_id("contest.drawn", contest.id), at)
    event = contest_drawn(stamp, contest_id=contest.id, digest=digest)
    return replace(after, due_at=retention_end(after)), [event]


def settled(
    contest: Contest, at: datetime, *, awarded: int, not_awarded: int
) -> tuple[Contest, list[Event]]:
    """Note that every prize of a drawn contest is fulfilled, or published as not awarded."""
    if contest.state is not State.DRAWN:
        return contest, []
    after = replace(contest, state=State.SETTLED, settled_at=at, updated_at=at)
    stamp = Stamp(derived_id("contest.settled", contest.id), at)
    event = contest_settled(stamp, contest_id=contest.id, awarded=awarded, not_awarded=not_awarded)
    return replace(after, due_at=retention_end(after)), [event]


def cancelled(
    contest: Contest, stamp: Stamp, *, reason: str, seal_lead: timedelta
) -> tuple[Contest, list[Event]]:
    """Cancel before the sealing begins, and at the latest 10 minutes before the draw.

    Test chains have less time than that between seal and round: there `seal_lead` is the limit.
    One that is cancelled stays as it is. Raises `WrongState` or `TooLateToCancel`.
    """
    if contest.state is State.CANCELLED:
        return contest, []
    contest.require(State.DRAFT, State.OPEN, State.CLOSED)
    last = min(LAST_CANCELLATION, seal_lead)
    if contest.sealing_at or (contest.opened and stamp.at >= contest.schedule.draw_at - last):
        raise TooLateToCancel
    after = replace(
        contest,
        state=State.CANCELLED,
        cancel_reason=reason,
        cancelled_at=stamp.at,
        updated_at=stamp.at,
    )
    event = contest_cancelled(stamp, contest_id=contest.id, reason=reason)
    return replace(after, due_at=retention_end(after)), [event]


def erased_up_to(contest: Contest, at: datetime, place: str) -> Contest:
    """Note the place in the list up to which people are erased; the next are due at once."""
    return replace(contest, erased_after=place, due_at=at)


def erased(contest: Contest, at: datetime) -> Contest:
    """Note that nobody is left, and destroy the key of addresses and mails.

    While prizes are still being passed on, the key stays until the contest is settled.
    """
    key = contest.secrets.address_key if contest.state is State.DRAWN else b""
    secrets = replace(contest.secrets, address_key=key)
    return replace(contest, erased_after="", erased_at=at, secrets=secrets, due_at=None)
