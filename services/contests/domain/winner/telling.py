"""A winner is told, of the prize or of a skip: by our mail, or by two people who answer for it."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contests.domain.events import skip_notified, winner_notified
from services.contests.domain.winner.deciding import check_meant, check_seen, is_repeat
from services.contests.domain.winner.errors import SecondPersonNeeded, WrongWinnerState
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.winner import (
    OBJECTION_TIME,
    About,
    Moved,
    Told,
    Winner,
    WinnerState,
)
from shared.events import Stamp
from shared.ids import derived_id


def told_of_prize(winner: Winner, *, at: datetime, answer_within: timedelta) -> Moved:
    """Let the time to answer run from a mail accepted `at`; who answered meanwhile has answered."""
    if winner.state is not WinnerState.DRAWN:
        return winner, ()
    return _told_of_prize(winner, at, answer_within), ()


def told_of_skip(winner: Winner, *, at: datetime) -> Moved:
    """Let the time to object run from a mail accepted `at`.

    A skip that was taken back, or announced anew since, is not the one that was told of.
    """
    if not _owes_skip(winner) or winner.announced_at is None or at < winner.announced_at:
        return winner, ()
    return _told_of_skip(winner, at), ()


def tell(
    winner: Winner,
    *,
    evidence_hash: str,
    by: str,
    now: datetime,
    answer_within: timedelta,
    seen: str | None = None,
    approve: bool | None = None,
) -> Moved:
    """Propose that a winner was told otherwise, or, as a second person, approve it.

    A second person approves with the same evidence; any other replaces the proposal. Once
    approved, the time to object or to answer runs, as it would from an accepted mail. `seen` and
    `approve` are as in `skip`; the same form again changes nothing. Raises `WrongWinnerState` when
    nothing is owed any more, `ProposalChanged`, `Invalid` or `SecondPersonNeeded`.
    """
    about, told = owed(winner), winner.told
    if told and told.evidence_hash == evidence_hash and is_repeat(told, by, seen):
        return winner, ()
    if about is None:
        raise WrongWinnerState(extra={"state": winner.state.value})
    made = told if told and told.about is about else None
    same = made is not None and made.evidence_hash == evidence_hash
    check_seen(made, seen)
    check_meant(same, approve)
    if made is None or not same:
        return replace(winner, told=Told(about, evidence_hash, by, now)), ()
    if made.by == by:
        raise SecondPersonNeeded
    approved = replace(winner, told=replace(made, approved_by=by))
    if about is About.SKIP:
        return _approved_of_skip(approved, now)
    return _approved_of_prize(approved, now, answer_within)


def owed(winner: Winner) -> About | None:
    """Return what a winner must be told of now: an announced skip goes before the prize."""
    if _owes_skip(winner):
        return About.SKIP
    return About.PRIZE if winner.state is WinnerState.DRAWN else None


def _owes_skip(winner: Winner) -> bool:
    """Tell whether a skip is announced of which the winner was not told yet."""
    return winner.holds and winner.announced_at is not None and winner.objection_until is None


def _told_of_prize(winner: Winner, at: datetime, answer_within: timedelta) -> Winner:
    state, answer_by = WinnerState.NOTIFIED, at + answer_within
    return moved(winner, at, state=state, notified_at=at, answer_by=answer_by)


def _told_of_skip(winner: Winner, at: datetime) -> Winner:
    return moved(winner, at, objection_until=at + OBJECTION_TIME, notice_owed=False)


def _approved_of_prize(winner: Winner, now: datetime, answer_within: timedelta) -> Moved:
    stamp = Stamp(derived_id("winner.told", winner.id), now)
    event = winner_notified(stamp, contest_id=winner.contest_id, ref=winner.ref)
    return _told_of_prize(winner, now, answer_within), [event]


def _approved_of_skip(winner: Winner, now: datetime) -> Moved:
    stamp = Stamp(derived_id("winner.told_of_skip", winner.id, str(winner.announced_at)), now)
    event = skip_notified(stamp, contest_id=winner.contest_id, ref=winner.ref)
    return _told_of_skip(winner, now), [event]
