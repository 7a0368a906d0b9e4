"""The contest: its states, its dates, and what may be done to it when."""

from services.contests.domain.contest.accepting import FormRefused, accept, check_form, form_hash
from services.contests.domain.contest.actions import (
    Action,
    Phase,
    actions_on,
    actions_on_entry,
    beacon_is_late,
    phase_of,
    round_at,
)
from services.contests.domain.contest.contest import Contest, Secrets, State
from services.contests.domain.contest.entering import (
    accept_confirmation,
    accept_entry,
    accept_exclusion,
    accept_review,
    counts_refusals,
    lists,
    takes_confirmations,
)
from services.contests.domain.contest.retention import retention_end
from services.contests.domain.contest.schedule import TIME_TO_APPEAL, Schedule, schedule_of
from services.contests.domain.contest.timeline import Step, timeline_of
from services.contests.domain.contest.transitions import (
    LAST_CANCELLATION,
    amended,
    cancelled,
    opened,
    require,
)

__all__ = [
    "LAST_CANCELLATION",
    "TIME_TO_APPEAL",
    "Action",
    "Contest",
    "FormRefused",
    "Phase",
    "Schedule",
    "Secrets",
    "State",
    "Step",
    "accept",
    "accept_confirmation",
    "accept_entry",
    "accept_exclusion",
    "accept_review",
    "actions_on",
    "actions_on_entry",
    "amended",
    "beacon_is_late",
    "cancelled",
    "check_form",
    "counts_refusals",
    "form_hash",
    "lists",
    "opened",
    "phase_of",
    "require",
    "retention_end",
    "round_at",
    "schedule_of",
    "takes_confirmations",
    "timeline_of",
]
