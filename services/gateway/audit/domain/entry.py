"""The audit log: who saw, exported or changed what, by ids alone, chained by workspace.

Each entry holds the hash of the one before, so that nobody takes one out, changes one or puts one
in between without breaking all that follow. What is older than thirteen months goes from the front:
a checkpoint keeps number and hash of the last that went.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import rfc8785

from shared.events import instant_text

# As long as the notes of the services from which entries come: any thirteen months, whole.
KEPT = timedelta(days=397)
NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an account did; `id` is that of the event which tells it.

    `act` is `read.people`, `changed.exclude`, `audit.export` and such. `about` holds ids alone:
    `contest_id`, `program_id`, `refs`, `searched` (a keyed hash), `export_id`, each where there is
    one.
    """

    id: str
    workspace_id: str
    at: datetime
    account_id: str
    act: str
    about: Mapping[str, Any]

    @property
    def contest_id(self) -> str:
        """The contest that it is about, or ""."""
        return str(self.about.get("contest_id", ""))


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a chain: `number` counts from 1, `hash` stands for all up to it."""

    number: int
    hash: str


BEGINNING = Link(0, NOTHING)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A fact in its place; `before` is the hash of the entry before it."""

    fact: Fact
    number: int
    before: str
    hash: str

    @property
    def link(self) -> Link:
        """Its place in the chain."""
        return Link(self.number, self.hash)

    def follows(self, before: Link) -> bool:
        """Return whether it is what it was, and comes right after `before`."""
        return self == linked(self.fact, before)


def linked(fact: Fact, before: Link) -> AuditEntry:
    """Return a fact as the entry that comes after `before`.

    The hash is SHA-256 of what it says as canonical JSON (RFC 8785).
    """
    said: dict[str, Any] = {
        "version": 1,
        "id": fact.id,
        "workspace": fact.workspace_id,
        "number": before.number + 1,
        "at": instant_text(fact.at),
        "account": fact.account_id,
        "act": fact.act,
        "about": dict(fact.about),
        "before": before.hash,
    }
    digest = hashlib.sha256(rfc8785.dumps(said)).hexdigest()
    return AuditEntry(fact, before.number + 1, before.hash, digest)
