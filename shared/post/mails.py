"""The collection `mails`: mails that wait, and what became of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from shared.documents import Database, Declaration, Document, Index
from shared.documents.things import Things
from shared.events import Event
from shared.post.naming import Naming
from shared.post.queued import MailState, QueuedMail

# Anyone may type anyone's address: whoever did not confirm is written to no more often than this.
MOST_UNASKED, UNASKED_WITHIN = 3, timedelta(hours=24)
PAGE = 200
_RENAMED = ("id", "subject_id", "recipient_id", "state", "context")
_PLAIN = tuple(each.name for each in fields(QueuedMail) if each.name not in _RENAMED)
Move = Callable[[QueuedMail], QueuedMail]


def mails_declaration(naming: Naming) -> Declaration:
    """Return what the collection says of itself. It publishes: an accepted mail is a fact."""
    whose = ("workspace_id", naming.subject)
    indexes = (
        Index("due", ("due_at",)),
        Index("purpose", (*whose, "purpose")),
        Index("accepted", (*whose, "purpose", "accepted_at")),
        Index("written", (*whose, "purpose", "created_at")),
        Index("stranger", (*whose, "stranger", "sent_at")),
        Index("recipient", (*whose, naming.recipient)),
    )
    return Declaration("mails", indexes, publishes=True)


class Mails:
    """Mails of one service, by what they are about."""

    def __init__(self, database: Database, declaration: Declaration, naming: Naming) -> None:
        self.collection = database.open(declaration)
        self._naming = naming
        self._things = Things(self.collection, self.thing_of, self._document_of)

    def add(self, mails: Sequence[QueuedMail]) -> None:
        """Store those that are not stored yet."""
        if mails:
            documents = [self._document_of(mail) for mail in mails]
            self.collection.insert_many(documents)

    def end(self, mail: QueuedMail, move: Move, events: Sequence[Event] = ()) -> QueuedMail:
        """Store what became of a waiting mail, with its events; one that has ended stays so."""

        def step(found: QueuedMail) -> tuple[QueuedMail, Sequence[Event]]:
            return (move(found), events) if found.waits else (found, ())

        return self._things.change(mail.workspace_id, mail.id, step)

    def wait(self, mail: QueuedMail, move: Move) -> QueuedMail:
        """Store when a waiting mail is tried again, if this claim of it still stands."""

        def step(found: QueuedMail) -> tuple[QueuedMail, Sequence[Event]]:
            stands = found.waits and found.attempts == mail.attempts
            return (move(found) if stands else found), ()

        return self._things.change(mail.workspace_id, mail.id, step)

    def told_enough(self, workspace: str, subject: str, stranger: str, now: datetime) -> bool:
        """Return whether an address whose owner never confirmed was written to often enough.

        Two mails that are sent at one instant may pass together: this limit is no promise.
        """
        since = {"$gt": now - UNASKED_WITHIN}
        where = {self._naming.subject: subject, "stranger": stranger, "sent_at": since}
        return self.collection.count(workspace, where) >= MOST_UNASKED

    def release(self, workspace: str, subject: str, recipient: str) -> None:
        """Count the mails to a recipient no more against the address: its owner answered one."""
        for mail in self.of_recipients(workspace, subject, [recipient])[recipient]:
            if mail.stranger:
                self._things.change(workspace, mail.id, lambda found: (found.answered(), ()))

    def told(self, workspace: str, subject: str, stranger: str, purpose: str) -> bool:
        """Return whether an address whose owner never confirmed got a mail of this purpose."""
        where = {self._naming.subject: subject, "stranger": stranger, "purpose": str(purpose)}
        return self._things.first(workspace, where) is not None

    def last_accepted(self, workspace: str, subject: str, purpose: str) -> QueuedMail | None:
        """Return the mail of a purpose that was answered for last, or waits for its server."""
        return self._last(workspace, subject, purpose, "accepted_at")

    def last_written(self, workspace: str, subject: str, purpose: str) -> QueuedMail | None:
        """Return the mail of a purpose that was written last."""
        return self._last(workspace, subject, purpose, "created_at")

    def accepted_after(
        self, workspace: str, subject: str, purpose: str, start: datetime
    ) -> Iterator[QueuedMail]:
        """Yield the mails of a purpose that were answered for after `start`, or wait."""
        where = {**self._where(subject, purpose), "accepted_at": {"$gt": start}}
        return self._each(workspace, where, sort=("accepted_at",))

    def count(self, workspace: str, subject: str, purpose: str) -> int:
        """Return how many mails of a purpose were written."""
        return self.collection.count(workspace, self._where(subject, purpose))

    def states(self, workspace: str, subject: str, purpose: str) -> dict[str, MailState]:
        """Return what became of the mails of one purpose, by the recipient's id."""
        mails = self._each(workspace, self._where(subject, purpose))
        return {mail.recipient_id: mail.state for mail in mails}

    def of_recipients(
        self, workspace: str, subject: str, recipients: Sequence[str]
    ) -> dict[str, list[QueuedMail]]:
        """Return the mails to each of at most 500 recipients, as they were written one by one."""
        where = {self._naming.subject: subject, self._naming.recipient: {"$in": list(recipients)}}
        found: dict[str, list[QueuedMail]] = {each: [] for each in recipients}
        for mail in self._each(workspace, where) if recipients else ():
            found[mail.recipient_id].append(mail)
        for mails in found.values():
            mails.sort(key=lambda mail: mail.created_at)
        return found

    def thing_of(self, document: Document) -> QueuedMail:
        """Return the mail of a document."""
        known = {name: document[name] for name in _PLAIN if name in document}
        return QueuedMail(
            id=document["_id"],
            subject_id=document[self._naming.subject],
            recipient_id=document[self._naming.recipient],
            state=MailState(document["state"]),
            context=document["context"],
            **known,
        )

    def _document_of(self, mail: QueuedMail) -> Document:
        """Return the document of a mail; what it does not have yet is absent."""
        plain = {name: getattr(mail, name) for name in _PLAIN}
        absent = {name for name, value in plain.items() if value in (None, "")}
        absent |= set() if mail.deferrals else {"deferrals"}
        return {name: value for name, value in plain.items() if name not in absent} | {
            "_id": mail.id,
            self._naming.subject: mail.subject_id,
            self._naming.recipient: mail.recipient_id,
            "state": mail.state.value,
            "context": dict(mail.context),
        }

    def _last(self, workspace: str, subject: str, purpose: str, by: str) -> QueuedMail | None:
        where = self._where(subject, purpose)
        return self._things.first(workspace, where, sort=(by,), descending=True)

    def _each(self, workspace: str, where: dict[str, Any], **order: Any) -> Iterator[QueuedMail]:
        after = None
        while True:
            page = self._things.page(workspace, where, after=after, limit=PAGE, **order)
            yield from page.items
            after = page.after
            if after is None:
                return

    def _where(self, subject: str, purpose: str) -> dict[str, Any]:
        return {self._naming.subject: subject, "purpose": str(purpose)}
