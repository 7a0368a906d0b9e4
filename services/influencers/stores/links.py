"""Links, in the collection `links`: `_id` follows from the key, which is unique in the house."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from services.influencers.domain.link import KeyTaken, Link, LinkKind, LinkState, link_id
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event

LINKS = Declaration(
    "links",
    indexes=(
        Index("created", ("workspace_id", "created_at")),
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("partner", ("workspace_id", "partner_id", "created_at")),
        Index("contest", ("workspace_id", "contest_id", "created_at")),
        Index("label", ("workspace_id", "label", "created_at")),
    ),
    publishes=True,
)
MOST = 500


class LinkStore:
    """Where links are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(LINKS)
        self._links = Things(self.collection, link_of, link_document)

    def add(self, link: Link, events: Sequence[Event] = ()) -> Link:
        """Store a link; return the workspace's own that has its key, or one that looks like it.

        Raises `KeyTaken` where that is another workspace's.
        """
        with suppress(Duplicate):
            self._links.add(link, events)
        stored = self._links.find(link.workspace_id, link.id)
        if stored is None:
            raise KeyTaken
        return stored

    def get(self, workspace: str, link: str) -> Link:
        """Return a link by its id. Raises `NotFound`."""
        return self._links.get(workspace, link)

    def of_key(self, workspace: str, key: str) -> Link | None:
        """Return the workspace's link of a canonical key, or None."""
        found = self._links.find(workspace, link_id(key))
        return found if found and found.key == key else None

    def with_cap(self, workspace: str, links: Sequence[str]) -> list[Link]:
        """Return those of these links that lead until a number of clicks, 500 at most."""
        where = {"_id": {"$in": list(links)}}
        found = self._links.page(workspace, where, limit=MOST).items if links else []
        return [each for each in found if each.cap and each.state is LinkState.ACTIVE]

    def page(
        self,
        workspace: str,
        *,
        program: str = "",
        partner: str = "",
        contest: str = "",
        label: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Link]:
        """Return links, of one program, partner, contest or group if given, the newest first."""
        asked = {
            "program_id": program, "partner_id": partner, "contest_id": contest, "label": label,
        }  # fmt: skip
        where = {name: value for name, value in asked.items() if value}
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._links.page(workspace, where, after=after, limit=limit, **order)

    def change(self, workspace: str, link: str, step: Step[Link]) -> Link:
        """Change a link as it now is by `step`; return it afterwards. Raises `NotFound`."""
        return self._links.change(workspace, link, step)


def link_document(link: Link) -> Document:
    """Return the document of a link."""
    document = members_of(link)
    own = {"_id": document.pop("id"), "state": link.state.value, "kind": link.kind.value}
    return document | own


def link_of(document: Mapping[str, Any]) -> Link:
    """Return the link of a document."""
    own = {
        "id": document["_id"],
        "state": LinkState(document["state"]),
        "kind": LinkKind(document["kind"]),
    }
    return Link(**known_members(Link, document) | own)
