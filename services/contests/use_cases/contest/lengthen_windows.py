"""We were down: give people back the time they lost, publicly."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from services.contests.domain.contest import Contest, lengthened
from services.contests.domain.entry import EntryState
from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.context import WorkContext
from shared.post import NOT_YET, Interval, time_down


def lengthen_windows(context: WorkContext, contest: Contest) -> Contest:
    """Return the contest, a window longer by as long as we were down, or as it was.

    Time to confirm is lost from the closing on: until the contest was closed, until the last
    confirmation mail was written, and while the server took no mail and one of them waited. Time
    to appeal is lost while the server took no mail and an exclusion's waited. A mail that is put
    off for its recipient's sake loses nobody's time. A draw that the seal would then follow too
    closely is moved by the sealing.
    """
    lost = {
        "confirm_within": _lost_to_confirm(contest, context),
        "review_within": _lost_to_appeal(contest, context),
    }
    for field, time in lost.items():
        after = _lengthen(context, contest, field, time)
        if after.amendments != contest.amendments:
            return after
    return contest


def _lost_to_confirm(contest: Contest, context: WorkContext) -> timedelta:
    closes_at, now = contest.schedule.closes_at, context.clock.now()
    mails, where = context.stores.mails, (contest.workspace_id, contest.id, Purpose.CONFIRM)
    accepted, written = mails.last_accepted(*where), mails.last_written(*where)
    unwritten = _some_unwritten(contest, context)
    until = now if unwritten or accepted is None else min(accepted.accepted_at, now)
    if accepted is None and not unwritten:
        return timedelta()
    ours: list[Interval] = [
        (closes_at, contest.closed_at or now),
        (closes_at, now if unwritten or written is None else written.created_at),
        *context.stores.outages.since(closes_at),
    ]
    return time_down(ours, closes_at, until)


def _some_unwritten(contest: Contest, context: WorkContext) -> bool:
    """Return whether the mail that asks someone to confirm is not even written.

    Every entry is owed one, and no entry comes any more.
    """
    where = (contest.workspace_id, contest.id)
    if not context.stores.entries.count(*where, state=EntryState.UNCONFIRMED.value):
        return False
    return context.stores.mails.count(*where, Purpose.CONFIRM) < context.stores.entries.count(
        *where
    )


def _lost_to_appeal(contest: Contest, context: WorkContext) -> timedelta:
    """Return the time lost by mails that came after the last instant to exclude anyone."""
    return max(_waits(contest, context), default=timedelta())


def _waits(contest: Contest, context: WorkContext) -> Iterator[timedelta]:
    in_time = contest.schedule.last_exclusion
    late = context.stores.mails.accepted_after(
        contest.workspace_id, contest.id, Purpose.EXCLUDED, in_time
    )
    for mail in late:
        outages = context.stores.outages.since(mail.created_at)
        yield time_down(outages, mail.created_at, _until(mail.accepted_at, context))


def _until(accepted_at: datetime, context: WorkContext) -> datetime:
    return context.clock.now() if accepted_at == NOT_YET else accepted_at


def _lengthen(context: WorkContext, contest: Contest, field: str, lost: timedelta) -> Contest:
    now = context.clock.now()
    return context.stores.contests.change(
        contest.workspace_id,
        contest.id,
        lambda found: lengthened(found, now, field=field, lost=lost),
    )
