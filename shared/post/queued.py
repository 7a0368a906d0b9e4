"""A mail that is owed: written by an event, sent by a timer, never holding an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from shared.ids import derived_id

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
FIRST_DEFERRAL = timedelta(minutes=1)
LONGEST_DEFERRAL = timedelta(hours=1)
# With an hour between tries, about four days: RFC 5321 (4.5.4.1) asks senders for as much.
MOST_DEFERRALS = 100
NOT_YET = datetime(9999, 1, 1, tzinfo=UTC)


class MailState(StrEnum):
    """What became of a mail; only `waiting` ones have a `due_at`."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    DROPPED = "dropped"


LOST = (MailState.REFUSED, MailState.DROPPED)


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """A mail of one `purpose` about `subject_id` (a contest) to `recipient_id` (an entry).

    The address is read when it is sent, so that an erasure since is respected. `accepted_at` is
    when its server took it, or last put it off: far ahead (`NOT_YET`) while no server answers for
    it, `created_at` once it was refused or dropped. So the last by it is the one for which our
    side took longest, and a mailbox that is always busy holds nothing up. `deferrals` counts how
    often it was put off, `attempts` how often it was claimed. `context` is what the event said and
    no document keeps. `stranger` stands for an address whose owner did not confirm, or is "".
    """

    id: str
    workspace_id: str
    purpose: str
    subject_id: str
    recipient_id: str
    message_id: str
    created_at: datetime
    context: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    state: MailState = MailState.WAITING
    accepted_at: datetime = NOT_YET
    due_at: datetime | None = None
    attempts: int = 0
    deferrals: int = 0
    stranger: str = ""
    sent_at: datetime | None = None
    refused_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent."""
        return self.state is MailState.WAITING

    @property
    def ended_at(self) -> datetime | None:
        """When it was sent, refused or dropped; None while it waits."""
        return self.sent_at or self.refused_at or self.dropped_at

    def sent(self, at: datetime, stranger: str = "") -> "QueuedMail":
        """Return the mail that its server took."""
        ended = replace(self, state=MailState.SENT, sent_at=at, accepted_at=at, due_at=None)
        return replace(ended, stranger=stranger)

    def answered(self) -> "QueuedMail":
        """Return the mail whose reader is known to own the mailbox."""
        return replace(self, stranger="")

    def refused(self, at: datetime) -> "QueuedMail":
        """Return the mail that no server will ever take."""
        return replace(self._lost(MailState.REFUSED), refused_at=at)

    def dropped(self, at: datetime) -> "QueuedMail":
        """Return the mail that lost its sense before it was sent."""
        return replace(self._lost(MailState.DROPPED), dropped_at=at)

    def delayed(self, now: datetime) -> "QueuedMail":
        """Return the mail that waits for a server that is away: doubling, up to five minutes."""
        wait = _doubled(FIRST_WAIT, max(self.attempts - 1, 0), LONGEST_WAIT)
        return replace(self, due_at=now + wait, accepted_at=NOT_YET)

    def deferred(self, now: datetime) -> "QueuedMail":
        """Return the mail that its server put off: doubling, up to an hour, then refused."""
        if self.deferrals + 1 >= MOST_DEFERRALS:
            return self.refused(now)
        wait = _doubled(FIRST_DEFERRAL, self.deferrals, LONGEST_DEFERRAL)
        return replace(self, due_at=now + wait, accepted_at=now, deferrals=self.deferrals + 1)

    def _lost(self, state: MailState) -> "QueuedMail":
        return replace(self, state=state, accepted_at=self.created_at, due_at=None)


def mail_id(event_id: str, purpose: str, recipient_id: str) -> str:
    """Return the identifier that a repeat of the event finds again."""
    return derived_id(event_id, purpose, recipient_id)


def queued_mail(
    event_id: str,
    purpose: str,
    *,
    workspace: str,
    subject: str,
    recipient: str,
    host: str,
    now: datetime,
    context: Mapping[str, Any] | None = None,
) -> QueuedMail:
    """Return a mail that an event owes someone; `host` is the domain of its Message-ID."""
    identifier = mail_id(event_id, purpose, recipient)
    return QueuedMail(
        id=identifier,
        workspace_id=workspace,
        purpose=purpose,
        subject_id=subject,
        recipient_id=recipient,
        message_id=f"<{identifier}@{host}>",
        created_at=now,
        context=dict(context or {}),
        due_at=now,
    )


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    return min(first * (1 << min(times, 10)), longest)
