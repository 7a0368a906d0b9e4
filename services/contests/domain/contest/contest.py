"""A contest as it is kept: settings, life, promises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from services.contests.domain.beacon import CHAINS, chain_of
from services.contests.domain.contest.form import ContestForm, PrizeAsk
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.contest.schedule import Schedule, schedule_of
from services.contests.domain.draw import effective, frozen_rules, rules_hash
from services.contests.domain.errors import WrongState
from shared.errors import StaleVersion
from shared.forms.field import filled


class State(StrEnum):
    """The states of a contest, in order; `cancelled` ends every one before `sealed`."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"
    DRAWN = "drawn"
    SETTLED = "settled"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Secrets:
    """Keys of one contest, wrapped by the key from the environment (`use_cases/contest/keys.py`).

    `receipt_key` is an Ed25519 seed; `address_key` makes the HMAC of addresses and the tokens of
    mails, and is destroyed (empty) when retention ends.
    """

    receipt_key: bytes = b""
    address_key: bytes = b""


@dataclass(frozen=True)
class Contest:
    """A contest. `version` 0 means that it was never stored.

    `request_hash` stands for what was asked under an idempotency key, or is "".

    `settings` are a draft's, which may be incomplete, then the frozen ones of the opening;
    amendments never change them: `in_force` gives both together. Instants inside settings are
    RFC 3339 texts, everywhere else datetimes in UTC. `asks` says what prizes ask of their
    winners, outside the rules as `texts` are: rows of `AsksForm`, which `ask_of` reads.
    `due_at` is when the worker must look next. `commitment`, `seal`, `chunks` (how many list
    chunks) come with the sealing, `witnessed` once they were read back before their round,
    `draw` (`{"digest", "round", "test_beacon"}`) with the drawing, `erased_after` (a place in
    the list) while people are erased, `erased_at` then. `venues` stand beside the rules (see
    `venue.py`). `result_told_at` is when the team wrote to those who did not win.
    """

    id: str
    workspace_id: str
    slug: str
    created_at: datetime
    updated_at: datetime
    version: int = 0
    state: State = State.DRAFT
    request_hash: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[Mapping[str, Any], ...] = ()
    amendments: tuple[Mapping[str, Any], ...] = ()
    rules_hash: str = ""
    secrets: Secrets = field(default_factory=Secrets)
    opened_at: datetime | None = None
    opened_by: str = ""
    closed_at: datetime | None = None
    sealing_at: datetime | None = None
    sealed_at: datetime | None = None
    drawn_at: datetime | None = None
    settled_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    commitment: Mapping[str, Any] | None = None
    seal: str = ""
    chunks: int = 0
    witnessed: bool = True
    erased_after: str = ""
    erased_at: datetime | None = None
    draw: Mapping[str, Any] | None = None
    due_at: datetime | None = None
    attempts: int = 0
    venues: tuple[Venue, ...] = ()
    result_told_at: datetime | None = None

    @cached_property
    def in_force(self) -> dict[str, Any]:
        """The settings with every amendment applied; a draft's as they are, promised to nobody."""
        if not self.opened:
            return dict(self.settings)
        return effective(self.settings, self.amendments)

    @cached_property
    def terms(self) -> ContestForm:
        """What is in force, as values. Only for a contest that was opened."""
        whole = {"slug": self.slug, "settings": self.in_force, "texts": self.texts}
        return filled(ContestForm, whole)

    @cached_property
    def schedule(self) -> Schedule:
        """The dates in force. Only for a contest that was opened."""
        return schedule_of(self.in_force)

    @property
    def confirm_until(self) -> datetime | None:
        """Until when an entry can be confirmed; None where none can, or never will again."""
        before_seal = self.state in (State.OPEN, State.CLOSED) and not self.sealing_at
        return self.schedule.confirm_by if before_seal else None

    @property
    def rules(self) -> dict[str, Any]:
        """Frozen settings and amendments, as a certificate carries them."""
        return frozen_rules(self.settings, self.amendments)

    @cached_property
    def rules_hashes(self) -> list[str]:
        """The hash of the rules at the opening, then after each amendment; none of a draft."""
        versions = range(len(self.amendments) + 1) if self.opened else ()
        return [rules_hash(frozen_rules(self.settings, self.amendments[:n])) for n in versions]

    @property
    def opened(self) -> bool:
        """Whether the settings are frozen."""
        return self.opened_at is not None

    def ask_of(self, prize: str) -> PrizeAsk:
        """Return what the prize of this name asks of its winner."""
        row = next((each for each in self.asks if each["prize"] == prize), {"prize": prize})
        return filled(PrizeAsk, row)

    @property
    def was_drawn(self) -> bool:
        """Whether there are winners to tell of."""
        return self.state in (State.DRAWN, State.SETTLED)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its pages and mails, the first by default."""
        return tuple(self.in_force.get("languages") or ("fr", "en"))

    @property
    def test_beacon(self) -> bool:
        """Whether anyone could have signed the rounds of its beacon."""
        chain = CHAINS.get(self.in_force.get("beacon", {}).get("chain", ""))
        return chain is not None and chain.test

    @property
    def round_time(self) -> datetime:
        """When the round comes that it is committed to. Only for a contest that was sealed."""
        beacon = (self.commitment or {})["beacon"]
        return chain_of(beacon["chain"]).time_of(beacon["round"])

    def at(self, version: int) -> "Contest":
        """Return it for an edit that was made from this version. Raises `StaleVersion`."""
        if self.version != version:
            raise StaleVersion
        return self

    def require(self, *states: State) -> None:
        """Raise `WrongState` unless it is in one of `states`."""
        if self.state not in states:
            raise WrongState(extra={"state": self.state.value})
