"""A winner's time came: to answer, to object, or to be reached at all."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contests.domain.winner.winner import Moved, Winner, WinnerState, given_up, moved

NO_ANSWER = "no_answer"
RECHECK = timedelta(minutes=1)


def lost_for(winner: Winner, now: datetime, *, unreachable: bool) -> str:
    """Return the code for which the prize is lost by now, or "".

    `unreachable` says that the mail that should tell the winner will never arrive: then, and if
    nobody told them otherwise, the prize passes on when the time for claims is over.
    """
    if not winner.holds:
        return ""
    if winner.skip and winner.objection_until and winner.objection_until <= now:
        return winner.skip.code
    if winner.state is WinnerState.NOTIFIED and winner.answer_by and winner.answer_by <= now:
        return NO_ANSWER
    if winner.state is WinnerState.DRAWN and winner.hold_until <= now and unreachable:
        return NO_ANSWER
    return ""


def looked_after(
    winner: Winner, *, now: datetime, unreachable: bool, noticed: datetime | None
) -> Moved:
    """Skip a winner whose time is over, else say when to look again.

    `noticed` is when the skip was announced whose notice has been written; one that was announced
    since is still owed its own. A mail that still waits for its server is waited for.
    """
    code = lost_for(winner, now, unreachable=unreachable)
    if code:
        return given_up(winner, code, now, skipped_at=now)
    written = noticed is not None and noticed == winner.announced_at
    after = moved(winner, now, notice_owed=winner.notice_owed and winner.holds and not written)
    if after.due_at is not None and after.due_at <= now and not after.notice_owed:
        after = replace(after, due_at=now + RECHECK)
    return after, ()
