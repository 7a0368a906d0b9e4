"""The contest: its states, its dates, and what may be done to it when."""

from services.contests.domain.contest.accepting import FormRefused, accept, check_form, form_hash
from services.contests.domain.contest.actions import (
    Action,
    Phase,
    actions_on,
    actions_on_entry,
    beacon_is_late,
    may_tell_result,
    phases_of,
)
from services.contests.domain.contest.amending import amended, lengthened, postponed
from services.contests.domain.contest.asking import asked_anew
from services.contests.domain.contest.chunk import ListChunk, chunk_of
from services.contests.domain.contest.contest import Contest, Secrets, State
from services.contests.domain.contest.correcting import corrected, takes_corrections
from services.contests.domain.contest.ending import (
    LAST_CANCELLATION,
    cancelled,
    drawn,
    erased,
    erased_up_to,
    settled,
)
from services.contests.domain.contest.entering import (
    REST,
    accept_confirmation,
    accept_entry,
    accept_exclusion,
    accept_review,
    leaves_time_to_confirm,
    lists,
    reminds,
    takes_confirmations,
)
from services.contests.domain.contest.looking import (
    looked_at,
    next_look,
    put_off,
    rested,
    window_check,
)
from services.contests.domain.contest.preparing import drafted, opened, saved
from services.contests.domain.contest.retention import people_gone_by, retention_end
from services.contests.domain.contest.schedule import schedule_of
from services.contests.domain.contest.sealing import Listing, closed, marked, sealed, witnessed
from services.contests.domain.contest.timeline import Step, timeline_of

__all__ = [
    "LAST_CANCELLATION",
    "REST",
    "Action",
    "Contest",
    "FormRefused",
    "ListChunk",
    "Listing",
    "Phase",
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
    "asked_anew",
    "beacon_is_late",
    "cancelled",
    "check_form",
    "chunk_of",
    "closed",
    "corrected",
    "drafted",
    "drawn",
    "erased",
    "erased_up_to",
    "form_hash",
    "leaves_time_to_confirm",
    "lengthened",
    "lists",
    "looked_at",
    "marked",
    "may_tell_result",
    "next_look",
    "opened",
    "people_gone_by",
    "phases_of",
    "postponed",
    "put_off",
    "reminds",
    "rested",
    "retention_end",
    "saved",
    "schedule_of",
    "sealed",
    "settled",
    "takes_confirmations",
    "takes_corrections",
    "timeline_of",
    "window_check",
    "witnessed",
]
