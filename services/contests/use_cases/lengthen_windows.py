"""Our own mail was down: give people back the time they lost, publicly."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.contests.domain.contest import Contest
from services.contests.domain.draw import amend, rules_hash
from services.contests.domain.events import contest_amended
from services.contests.domain.mailing import Purpose
from services.contests.use_cases.draw_context import WorkContext

REASON = "mail_outage"
GRACE = timedelta(minutes=1)
APPEAL = timedelta(hours=24)


@dataclass(frozen=True)
class LengthenWindows:
    """The end of a closed contest's window is near."""

    contest: Contest


def lengthen_windows(command: LengthenWindows, context: WorkContext) -> Contest | None:
    """Lengthen a window by as long as mails waited; None when nobody lost a minute.

    Time to confirm is lost from the closing until the last confirmation mail was accepted, time to
    appeal from an exclusion until its mail was. A draw that the seal would then follow too closely
    is moved by the sealing. Raises `StaleVersion`.
    """
    contest = command.contest
    lost = {
        "confirm_within": _lost_to_confirm(contest, context),
        "review_within": _lost_to_appeal(contest, context),
    }
    for field, time in lost.items():
        missing = time - _given_back(contest, field)
        if missing >= GRACE:
            return _lengthen(contest, field, missing, context)
    return None


def _lost_to_confirm(contest: Contest, context: WorkContext) -> timedelta:
    last = context.records.mails.last_accepted(contest.workspace_id, contest.id, Purpose.CONFIRM)
    if last is None:
        return timedelta()
    return _until(last["accepted_at"], context) - contest.schedule.closes_at


def _lost_to_appeal(contest: Contest, context: WorkContext) -> timedelta:
    last = context.records.mails.last_accepted(contest.workspace_id, contest.id, Purpose.EXCLUDED)
    if last is None:
        return timedelta()
    accepted_at = _until(last["accepted_at"], context)
    in_time = accepted_at <= contest.schedule.review_until - APPEAL
    return timedelta() if in_time else accepted_at - last["created_at"]


def _until(accepted_at: datetime, context: WorkContext) -> datetime:
    return min(accepted_at, context.clock.now())


def _given_back(contest: Contest, field: str) -> timedelta:
    return timedelta(
        seconds=sum(
            amendment["after"] - amendment["before"]
            for amendment in contest.amendments
            if (amendment["field"], amendment["reason"]) == (field, REASON)
        )
    )


def _lengthen(contest: Contest, field: str, missing: timedelta, context: WorkContext) -> Contest:
    now, before = context.clock.now(), contest.in_force[field]
    after = before + math.ceil(missing.total_seconds())
    rules = amend(contest.rules, field, after, reason=REASON, at=now)
    amendments, hashed = tuple(rules["amendments"]), rules_hash(rules)
    longer = replace(contest, amendments=amendments, rules_hash=hashed, updated_at=now)
    event = contest_amended(
        context.stamp_of("contest.lengthened", contest.id, field, str(after)),
        contest_id=contest.id,
        field=field,
        before=before,
        after=after,
        reason=REASON,
        rules_hash=hashed,
    )
    return context.contests.save(longer, [event])
