"""How long personal data is kept."""

from datetime import datetime, timedelta

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.form import setting

# Prizes of late answers are handed over meanwhile, and what nobody marked is found.
AFTER_LAST_ANSWER = timedelta(days=30)


def people_gone_by(contest: Contest) -> datetime | None:
    """Return when the people of a contest will be erased at the latest; None: that is done.

    What has not happened yet is taken to happen when it is due.
    """
    if contest.drawn_at is not None or contest.cancelled_at is not None:
        return retention_end(contest)
    if not contest.secrets.address_key:
        return None
    kept = timedelta(days=setting(contest.in_force, "data.retention_days"))
    dates = contest.schedule
    return max(dates.draw_at + kept, dates.last_answer + AFTER_LAST_ANSWER)


def retention_end(contest: Contest) -> datetime | None:
    """Return when the people of a contest are erased; None: not yet known, or done.

    That is `retention_days` after the draw or the cancellation, and never while a winner may
    still answer. Of a contest that never settles, people are erased once, and its key stays for
    what goes on without them.
    """
    if not contest.secrets.address_key:
        return None
    kept = timedelta(days=setting(contest.in_force, "data.retention_days"))
    if contest.state is State.CANCELLED and contest.cancelled_at is not None:
        return contest.cancelled_at + kept
    if contest.drawn_at is None or (contest.erased_at and contest.state is State.DRAWN):
        return None
    end = contest.drawn_at + kept
    if contest.state is State.SETTLED:
        return end
    return max(end, contest.schedule.last_answer + AFTER_LAST_ANSWER)
