"""Consents to the newsletter, in the collection `newsletter_consents`; each ends by itself."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from services.contests.domain.newsletter import NewsletterConsent, consent_id
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.errors import NotFound

NEWSLETTER_CONSENTS = Declaration(
    "newsletter_consents",
    indexes=(
        Index("address", ("workspace_id", "address_key")),
        Index("mailbox", ("workspace_id", "mailbox_key")),
        Index("contest", ("workspace_id", "contest_id", "address_key")),
        Index("unsubscribe_token", ("workspace_id", "unsubscribe_token")),
        Index("due", ("due_at",)),
    ),
    # One that is withdrawn, or ends, is removed as a whole.
    personal={
        "email": Gone.REMOVED,
        "first_name": Gone.REMOVED,
        "address_key": Gone.REMOVED,
        "mailbox_key": Gone.REMOVED,
    },
)
PAGE = 100


class NewsletterConsentStore:
    """Where consents are kept; a consent that was withdrawn is not here any more."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(NEWSLETTER_CONSENTS)
        self._things = Things(self.collection, consent_of, consent_document)

    def add(self, consent: NewsletterConsent) -> None:
        """Store a consent, once for each identifier."""
        with suppress(Duplicate):
            self._things.add(consent)

    def change(self, consent: NewsletterConsent, step: Step[NewsletterConsent]) -> None:
        """Change a consent as it now is by `step`; one that went meanwhile stays away."""
        with suppress(NotFound):
            self._things.change(consent.workspace_id, consent.id, step)

    def of_entry(self, workspace: str, entry: str) -> NewsletterConsent | None:
        """Return the consent that an entry gave, where it stands."""
        return self._things.find(workspace, consent_id(entry))

    def by_token(self, workspace: str, hashed: str) -> NewsletterConsent | None:
        """Return the consent that a token withdraws, by its hash."""
        return self._things.first(workspace, {"unsubscribe_token": hashed})

    def of_address(self, workspace: str, address_key: str) -> list[NewsletterConsent]:
        """Return the consents of one person, at most `PAGE` of them."""
        where = {"address_key": address_key}
        return self._things.page(workspace, where, limit=PAGE).items

    def of_mailbox(
        self, workspace: str, mailbox_key: str, address_keys: Sequence[str]
    ) -> list[NewsletterConsent]:
        """Return the consents of a mailbox, at most `PAGE` under each name.

        Those of earlier code have no key of their mailbox: `address_keys` are those of its names.
        """
        where = {"mailbox_key": mailbox_key}
        found = self._things.page(workspace, where, limit=PAGE).items
        named = [each for key in address_keys for each in self.of_address(workspace, key)]
        return [*found, *(each for each in named if not each.mailbox_key)]

    def of_contest(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Page[NewsletterConsent]:
        """Return consents that a contest brought, in an order that tells nothing."""
        order: dict[str, Any] = {"sort": ("address_key",), "after": after, "limit": limit}
        return self._things.page(workspace, {"contest_id": contest}, **order)

    def count(self, workspace: str, contest: str) -> int:
        """Return how many consents that a contest brought stand."""
        return self.collection.count(workspace, {"contest_id": contest})

    def remove(self, workspace: str, consent: str) -> None:
        """Remove a consent whose time is over."""
        self.collection.delete(workspace, {"_id": consent})

    def remove_of_address(self, workspace: str, address_key: str) -> None:
        """Remove all consents of one person."""
        self.collection.delete(workspace, {"address_key": address_key})


def consent_document(consent: NewsletterConsent) -> Document:
    """Return the document of a consent."""
    document = members_of(consent)
    own = {"_id": document.pop("id"), "due_at": consent.kept_until, "attempts": 0}
    return document | own


def consent_of(document: Mapping[str, Any]) -> NewsletterConsent:
    """Return the consent of a document."""
    known = known_members(NewsletterConsent, document) | {"id": document["_id"]}
    return NewsletterConsent(**known)
