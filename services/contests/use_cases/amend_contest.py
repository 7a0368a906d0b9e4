"""Amend a published contest: publicly, for a reason, and to nobody's loss."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.contests.domain.contest import Contest, State, amended, require
from services.contests.domain.contest.blocking import rules_faults
from services.contests.domain.contest.rules import check_amendment
from services.contests.domain.errors import AmendmentRefused
from services.contests.domain.events import contest_amended
from services.contests.use_cases.context import Context
from services.contests.use_cases.lengthen_windows import REASON as OUTAGE
from services.contests.use_cases.postpone_draw import REASON as LATE_SEAL
from services.contests.use_cases.versions import contest_at
from shared.errors import FieldError
from shared.forms.field import value_at

# What a program gives as its reason, nobody else does: windows count what was given back by it.
MACHINE_REASONS = (OUTAGE, LATE_SEAL)


@dataclass(frozen=True)
class AmendContest:
    """Change one frozen setting; `field` is its dotted path inside settings (`closes_at`)."""

    workspace_id: str
    contest_id: str
    version: int
    field: str
    after: Any
    reason: str


def amend_contest(command: AmendContest, context: Context) -> Contest:
    """Return the contest with its amendment, chained by hash to what was promised before.

    Raises `NotFound`, `StaleVersion`, `WrongState` from the closing on, or `AmendmentRefused`.
    """
    contest = contest_at(context, command.workspace_id, command.contest_id, command.version)
    require(contest, State.OPEN)
    if command.reason.strip() in MACHINE_REASONS:
        raise AmendmentRefused(fields=[FieldError("reason", "reserved")])
    check_amendment(command.field, value_at(contest.in_force, command.field), command.after)
    now = context.clock.now()
    after = amended(contest, command.field, command.after, reason=command.reason, at=now)
    if faults := rules_faults(after.in_force, context.policy.limits):
        raise AmendmentRefused(fields=faults)
    link: Mapping[str, Any] = after.amendments[-1]
    event = contest_amended(
        context.stamp(),
        contest_id=contest.id,
        field=command.field,
        before=link["before"],
        after=link["after"],
        reason=command.reason,
        rules_hash=after.rules_hash,
    )
    return context.stores.contests.save(after, [event])
