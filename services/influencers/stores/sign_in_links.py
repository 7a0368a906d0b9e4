"""Links by which partners sign in, in the collection `sign_in_links`, for a day."""

from collections.abc import Mapping
from typing import Any

from services.influencers.domain.portal import SignInLink
from shared.documents import Database, Declaration, Document, Index
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

SIGN_IN_LINKS = Declaration("sign_in_links", indexes=(Index("due", ("due_at",)),))


class SignInLinkStore:
    """None holds an address, or what proves it."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(SIGN_IN_LINKS)
        self._links = Things(self.collection, sign_in_link_of, sign_in_link_document)

    def add(self, link: SignInLink) -> None:
        """Store a new link."""
        self._links.add(link)

    def find(self, workspace: str, link: str) -> SignInLink | None:
        """Return a link, or None."""
        return self._links.find(workspace, link)

    def change(self, workspace: str, link: str, step: Step[SignInLink]) -> SignInLink:
        """Change a link as it now is by `step`; return it afterwards.

        Raises `NotFound`, and what `step` raises.
        """
        return self._links.change(workspace, link, step)

    def remove(self, workspace: str, link: str) -> None:
        """Remove a link whose time is over."""
        self.collection.delete(workspace, {"_id": link})


def sign_in_link_document(link: SignInLink) -> Document:
    """Return the document of a link."""
    document = members_of(link)
    return document | {"_id": document.pop("id")}


def sign_in_link_of(document: Mapping[str, Any]) -> SignInLink:
    """Return the link of a document."""
    return SignInLink(**known_members(SignInLink, document) | {"id": document["_id"]})
