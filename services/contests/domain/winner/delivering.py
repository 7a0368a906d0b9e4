"""A prize on its way: the winner gives what it asks, staff note how it goes."""

from datetime import datetime
from enum import StrEnum

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.events import prize_sent, winner_verified
from services.contests.domain.winner.details import Details
from services.contests.domain.winner.errors import (
    CodeGiven,
    DetailsOwed,
    PrizeGone,
    WrongWinnerState,
)
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.receiving import COUNTS_AFTER
from services.contests.domain.winner.sending import Sending
from services.contests.domain.winner.winner import Moved, Winner, WinnerState
from shared.errors import StaleVersion
from shared.events import Stamp
from shared.ids import derived_id

_HELD = (WinnerState.ACCEPTED, WinnerState.VERIFIED)


class Parcel(StrEnum):
    """Where a prize is on its way to the winner."""

    AWAITED = "awaited"  # the winner did not answer yet
    OWED = "owed"  # they said yes, and have not given all that the prize asks
    READY = "ready"  # nothing more is needed: it can go
    HELD = "held"  # two people decided that the winner loses it: nothing goes
    SENT = "sent"
    MISSING = "missing"  # it was sent, and the winner says that it lacks or is not whole
    RECEIVED = "received"
    LOST = "lost"  # somebody else has it, or nobody


def parcel_of(winner: Winner, ask: PrizeAsk) -> Parcel:
    """Return where the prize is, by what it asks now."""
    if winner.state is WinnerState.SKIPPED:
        return Parcel.LOST
    if winner.state is WinnerState.FULFILLED:
        return Parcel.RECEIVED
    if winner.sending is not None:
        return Parcel.MISSING if winner.missing_at else Parcel.SENT
    if winner.announced_at is not None:
        return Parcel.HELD
    if winner.state not in _HELD:
        return Parcel.AWAITED
    return Parcel.OWED if owes_details(winner, ask) else Parcel.READY


def owes_details(winner: Winner, ask: PrizeAsk) -> bool:
    """Return whether something that the prize asks was not given."""
    return _given(winner).lacks(ask)


def may_give(winner: Winner) -> bool:
    """Return whether what the prize asks may be given or corrected."""
    return winner.state in _HELD and winner.sending is None


def may_send(winner: Winner, ask: PrizeAsk) -> bool:
    """Return whether staff may note how it goes, or correct that."""
    held = winner.state in _HELD and winner.announced_at is None and winner.left_at is None
    return held and (winner.sending is not None or not owes_details(winner, ask))


def give(winner: Winner, details: Details, *, now: datetime) -> Moved:
    """Store what a winner gave, over what they gave before; the same again changes nothing.

    Raises `PrizeGone` once it is too late to correct, else `WrongWinnerState`.
    """
    if _given(winner) == details:
        return winner, ()
    if winner.sending is not None or winner.state is WinnerState.FULFILLED:
        raise PrizeGone
    if not may_give(winner):
        raise WrongWinnerState(extra={"state": winner.state.value})
    given = {"address": details.address, "choice": details.choice}
    return moved(winner, now, **given, given_at=now, details_by=None), ()


def send(
    winner: Winner,
    ask: PrizeAsk,
    sending: Sending,
    *,
    version: int,
    stamp: Stamp,
    replaces: bool = False,
) -> Moved:
    """Note how the prize goes, or correct it; the same again changes nothing.

    From then on it is on its way anew: it counts as received `COUNTS_AFTER` that.
    `version` is the winner's as whoever sends has read them: an address that was corrected since,
    or a parcel that another noted, is not passed over. A code that was given
    may be used already: another sending takes its place only where `replaces` says so. What was
    replaced stays with the winner. A prize that goes says that its winner may have it: a skip that
    one person proposed ends there.
    Raises `StaleVersion`, `CodeGiven`, `DetailsOwed` or `WrongWinnerState`.
    """
    before = winner.sending
    same = before and before.says(sending.carrier, sending.tracking, sending.voucher)
    if same and winner.missing_at is None:
        return winner, ()
    if winner.version != version:
        raise StaleVersion
    if winner.state in _HELD and before is None and owes_details(winner, ask):
        raise DetailsOwed
    if not may_send(winner, ask):
        raise WrongWinnerState(extra={"state": winner.state.value})
    if before and before.voucher and not (same or replaces):
        raise CodeGiven
    replaced = winner.replaced + ((before,) if before and not same else ())
    told = prize_sent(stamp, contest_id=winner.contest_id, ref=winner.ref, prize=winner.prize)
    gone = {
        "sending": sending,
        "replaced": replaced,
        "counts_at": stamp.at + COUNTS_AFTER,
        "missing_at": None,
        "skip": None,
    }
    if winner.state is WinnerState.VERIFIED:
        return moved(winner, stamp.at, **gone), [told]
    checked = Stamp(derived_id("winner.verified", winner.id), stamp.at)
    event = winner_verified(checked, contest_id=winner.contest_id, ref=winner.ref)
    after = moved(winner, stamp.at, **gone, state=WinnerState.VERIFIED, verified_at=stamp.at)
    return after, [event, told]


def _given(winner: Winner) -> Details:
    return Details(winner.address, winner.choice)
