"""An entry: one form that was sent, and, once confirmed, one person in the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.contests.domain.events import EntryFacts

REF_LENGTH = 16


class EntryState(StrEnum):
    """Only `confirmed` entries stand in the list."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class ExclusionReason(StrEnum):
    """Why staff may exclude an entry; the reason is public, as a count."""

    DUPLICATE = "duplicate"
    RULES_BREACH = "rules_breach"
    NOT_ELIGIBLE = "not_eligible"
    FRAUD = "fraud"


class RefusalReason(StrEnum):
    """Why a form was refused: counted, never stored with who sent it."""

    MINOR = "minor"
    COUNTRY = "country"
    LATE = "late"
    RULES_NOT_ACCEPTED = "rules_not_accepted"


@dataclass(frozen=True, slots=True)
class Person:
    """Personal data, apart from the rest so that erasure leaves the rest whole.

    `email` is the address as it was typed, which mails go to; both are "" once erased.
    """

    email: str = ""
    first_name: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to: the exact text by its SHA-256, in the language they read.

    `purpose` is `age`, `rules` or `marketing`. `confirmed_at` is when the address was confirmed.
    """

    purpose: str
    text_hash: str
    language: str
    at: datetime
    confirmed_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who took an entry out, when and why. `note` is for staff alone."""

    reason: ExclusionReason
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry.

    `address_key` is the entry's own id until confirmed, then the HMAC of the canonical address,
    `erased:<id>` once the person is gone; unique in a contest. `confirm_token`, `manage_token` and
    `unsubscribe_token` are SHA-256 hashes. `request_key` stands for an idempotency key,
    `request_hash` for the form that came with it. `receipt` is the signed receipt, given at
    confirmation.
    """

    id: str
    workspace_id: str
    contest_id: str
    ref: str
    address_key: str
    person: Person
    country: str
    language: str
    source: str
    weight: int
    confirm_token: str
    manage_token: str
    submitted_at: datetime
    request_key: str
    request_hash: str = ""
    unsubscribe_token: str = ""
    version: int = 0
    state: EntryState = EntryState.UNCONFIRMED
    answers: Mapping[str, Any] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    confirmed_at: datetime | None = None
    receipt: Mapping[str, Any] | None = None
    excluded: Exclusion | None = None

    @property
    def facts(self) -> EntryFacts:
        """What events say of it."""
        return EntryFacts(self.id, self.contest_id, self.source)

    @property
    def reason(self) -> str:
        """The public reason of its exclusion, or ""."""
        return self.excluded.reason.value if self.excluded else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides whether an entry stands in the list: nothing of the person."""

    ref: str
    weight: int
    state: EntryState
    reason: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form that was refused: why, where and when, nothing of whom."""

    id: str
    workspace_id: str
    contest_id: str
    source: str
    reason: RefusalReason
    at: datetime
