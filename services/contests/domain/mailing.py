"""Mails as documents: what is written for whom, when it goes, under which stable name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from shared.documents import Document
from shared.ids import derived_id

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
NOT_YET = datetime(9999, 1, 1, tzinfo=UTC)


class Purpose(Enum):
    """Why a mail is written; each has its template in both languages."""

    CONFIRM = "confirm"
    ALREADY_IN = "already_in"
    RECEIPT = "receipt"
    EXCLUDED = "excluded"
    AMENDED = "amended"
    SEALED = "sealed"
    WINNER = "winner"
    SKIP_NOTICE = "skip_notice"


# The others answer something the person did, or owe them an answer: nobody unsubscribes from them.
MARKETING_CAPABLE = frozenset({Purpose.RECEIPT, Purpose.SEALED})


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in words."""

    subject: str
    text: str
    html: str


def mail_id(event_id: str, purpose: Purpose, entry_id: str) -> str:
    """Return the identifier that a repeat of the event finds again."""
    return derived_id(event_id, purpose.value, entry_id)


def new_mail(
    event_id: str,
    purpose: Purpose,
    *,
    workspace: str,
    contest: str,
    entry_id: str,
    host: str,
    now: datetime,
    context: Mapping[str, Any] | None = None,
) -> Document:
    """Return a mail that waits. It holds no address: that is read from the entry at sending.

    `accepted_at` is when its server took it: far ahead while it waits, `created_at` when nobody
    ever will, so that the last by it is the one that took longest. `host` is the domain of the
    Message-ID, `context` what the event says and no document keeps.
    """
    identifier = mail_id(event_id, purpose, entry_id)
    return {
        "_id": identifier,
        "workspace_id": workspace,
        "version": 1,
        "contest_id": contest,
        "purpose": purpose.value,
        "entry_id": entry_id,
        "message_id": f"<{identifier}@{host}>",
        "context": dict(context or {}),
        "state": "waiting",
        "accepted_at": NOT_YET,
        "created_at": now,
        "due_at": now,
        "attempts": 0,
    }


def new_mailing(
    event_id: str,
    purpose: Purpose,
    *,
    workspace: str,
    contest: str,
    now: datetime,
    context: Mapping[str, Any] | None = None,
) -> Document:
    """Return a mailing to everyone in: it writes its mails page by page, `after` the last one."""
    return {
        "_id": event_id,
        "workspace_id": workspace,
        "version": 1,
        "contest_id": contest,
        "purpose": purpose.value,
        "context": dict(context or {}),
        "after": "",
        "written": 0,
        "due_at": now,
        "attempts": 0,
    }


def wait_after(attempts: int) -> timedelta:
    """Return how long a mail waits after its server was away: doubling, up to five minutes."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
