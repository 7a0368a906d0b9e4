"""A winner's time came: to answer, to object, to be reached at all, or to say what lacks."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.winner.asking import dated
from services.contests.domain.winner.moving import forget_at, forgotten, given_up, moved
from services.contests.domain.winner.receiving import counts_now, handed_over
from services.contests.domain.winner.reminding import Reminder
from services.contests.domain.winner.winner import Moved, Winner, WinnerState

NO_ANSWER = "no_answer"
RECHECK = timedelta(minutes=1)


def lost_for(winner: Winner, now: datetime, *, unreachable: bool) -> str:
    """Return the code for which the prize is lost by now, or "".

    `unreachable` says that the mail that should tell the winner will never arrive: then, and if
    nobody told them otherwise, the prize passes on when the time for claims is over. Who is to be
    skipped loses nothing for want of an answer before they could object, or that time is over.
    """
    end = winner.next_end
    if end is None or end > now:
        return ""
    if winner.skip and winner.objection_until:
        return winner.skip.code
    return NO_ANSWER if winner.state is WinnerState.NOTIFIED or unreachable else ""


def looked_after(
    winner: Winner,
    *,
    now: datetime,
    unreachable: bool,
    noticed: datetime | None,
    kept: datetime | None = None,
    reminded: Reminder | None = None,
    ask: PrizeAsk | None = None,
) -> Moved:
    """Skip a winner whose time is over, else say when to look again.

    `noticed` is when the skip was announced whose notice has been written; one that was announced
    since is still owed its own. `kept` is the same of a skip that was taken back. `reminded` is the
    reminder that was written. A mail that still waits for its server is waited for. What led to the
    person goes when its time is over, and what was sent counts as received. `ask` is what the prize
    asks, None where nobody is asked.
    """
    code = lost_for(winner, now, unreachable=unreachable)
    if code:
        return given_up(winner, code, now, skipped_at=now)
    if counts_now(winner, now):
        return handed_over(winner, now, received=False)
    forget = forget_at(winner)
    if forget is not None and forget <= now:
        return forgotten(winner, now), ()
    written = noticed is not None and noticed == winner.announced_at
    after = moved(
        winner,
        now,
        notice_owed=winner.notice_owed and winner.holds and not written,
        kept_from=None if kept == winner.kept_from else winner.kept_from,
        reminded=reminded.value if reminded else winner.reminded,
    )
    after = dated(after, ask, now)
    if after.due_at is not None and after.due_at <= now and not _owes_mail(after):
        after = replace(after, due_at=now + RECHECK)
    return after, ()


def _owes_mail(winner: Winner) -> bool:
    return winner.notice_owed or winner.kept_from is not None
