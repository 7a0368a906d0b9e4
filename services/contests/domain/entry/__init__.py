"""The entry: its states, and what may be done to it."""

from services.contests.domain.entry.consent import MARKETING, Consent
from services.contests.domain.entry.correction import Correction
from services.contests.domain.entry.entry import REF_LENGTH, Entry, Person, one_line
from services.contests.domain.entry.form import (
    CORRECTABLE,
    CORRECTED_BY_STAFF,
    ENTRY_FIELDS,
    EXCLUDED_COUNTRIES,
    EntryForm,
)
from services.contests.domain.entry.hint import BURST, BURST_WITHIN, Hint, HintReason
from services.contests.domain.entry.refusal import Refusal, RefusalReason
from services.contests.domain.entry.states import (
    CONFIRMED_ONCE,
    Candidate,
    EntryState,
    Exclusion,
    ExclusionReason,
)

__all__ = [
    "BURST",
    "BURST_WITHIN",
    "CONFIRMED_ONCE",
    "CORRECTABLE",
    "CORRECTED_BY_STAFF",
    "ENTRY_FIELDS",
    "EXCLUDED_COUNTRIES",
    "MARKETING",
    "REF_LENGTH",
    "Candidate",
    "Consent",
    "Correction",
    "Entry",
    "EntryForm",
    "EntryState",
    "Exclusion",
    "ExclusionReason",
    "Hint",
    "HintReason",
    "Person",
    "Refusal",
    "RefusalReason",
    "one_line",
]
