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
FIRST_DEFERRAL = timedelta(minutes=1)
LONGEST_DEFERRAL = timedelta(hours=1)
# With an hour between tries, about four days: RFC 5321 (4.5.4.1) asks senders for as much.
MOST_DEFERRALS = 100
# Anyone may type anyone's address: whoever did not confirm is written to no more often than this.
MOST_UNASKED, UNASKED_WITHIN = 3, timedelta(hours=24)
LOST = ("refused", "dropped")
NOT_YET = datetime(9999, 1, 1, tzinfo=UTC)


class Purpose(Enum):
    """Why a mail is written; each has its template in both languages."""

    CONFIRM = "confirm"
    ALREADY_IN = "already_in"
    RECEIPT = "receipt"
    EXCLUDED = "excluded"
    AMENDED = "amended"
    CALLED_OFF = "called_off"
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

    `accepted_at` is when its server took it, or last put it off: far ahead while no server
    answers for it, `created_at` once it was refused or dropped. So the last by it is the one for
    which our side took longest, and a mailbox that is always busy holds nothing up. `deferrals`
    counts how often it was put off. `host` is the domain of the Message-ID, `context` what the
    event says and no document keeps.
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
    return _doubled(FIRST_WAIT, max(attempts - 1, 0), LONGEST_WAIT)


def wait_after_deferral(deferrals: int) -> timedelta | None:
    """Return how long a mail waits that was put off so often before: doubling, up to an hour.

    None: it was put off for the last time, and counts as refused.
    """
    if deferrals + 1 >= MOST_DEFERRALS:
        return None
    return _doubled(FIRST_DEFERRAL, deferrals, LONGEST_DEFERRAL)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    return min(first * (1 << min(times, 10)), longest)
