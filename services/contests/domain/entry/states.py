"""Where an entry stands, and what decides whether it is in the list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryState(StrEnum):
    """Only `confirmed` entries stand in the list."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


CONFIRMED_ONCE = (EntryState.CONFIRMED, EntryState.EXCLUDED)


class ExclusionReason(StrEnum):
    """Why staff may exclude an entry; the reason is public, as a count."""

    DUPLICATE = "duplicate"
    RULES_BREACH = "rules_breach"
    NOT_ELIGIBLE = "not_eligible"
    FRAUD = "fraud"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who took an entry out, when and why. `note` is for staff alone."""

    reason: ExclusionReason
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides whether an entry stands in the list: nothing of the person.

    A `repeat` is counted by another entry of its mailbox.
    """

    ref: str
    weight: int
    state: EntryState
    reason: str = ""
    confirmed_at: datetime | None = None
    repeat: bool = False
