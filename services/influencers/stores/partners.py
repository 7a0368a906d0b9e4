"""Partners, in the collection `partners`: one for each address of a workspace."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.influencers.domain.errors import PartnerExists
from services.influencers.domain.partner import Partner
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event

PARTNERS = Declaration(
    "partners",
    indexes=(
        Index("address", ("workspace_id", "address_key"), unique=True),
        Index("created", ("workspace_id", "created_at")),
        Index("kind", ("workspace_id", "kind", "created_at")),
        Index("country", ("workspace_id", "country", "created_at")),
        Index("kind_country", ("workspace_id", "kind", "country", "created_at")),
        Index("sought", ("workspace_id", "sought")),
    ),
    publishes=True,
    personal={
        "name": Gone.REMOVED,
        "email": Gone.REMOVED,
        "sought": Gone.REMOVED,
        "source": Gone.REMOVED,
        "country": Gone.REMOVED,
        "request_hash": Gone.REMOVED,
        "address_key": Gone.REPLACED,
    },
)
# Behind every name that begins with the same letters.
_LAST = "\U0010ffff"


class PartnerStore:
    """Where partners are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(PARTNERS)
        self._partners = Things(self.collection, partner_of, partner_document)

    def add(self, partner: Partner, events: Sequence[Event] = ()) -> Partner:
        """Store a new partner. Raises `PartnerExists`, which names the one that has its address."""
        try:
            self._partners.add(partner, events)
        except Duplicate as refused:
            raise self._taken(partner.workspace_id, partner.address_key) from refused
        return partner

    def get(self, workspace: str, partner: str) -> Partner:
        """Return a partner. Raises `NotFound`."""
        return self._partners.get(workspace, partner)

    def find(self, workspace: str, partner: str) -> Partner | None:
        """Return a partner, or None."""
        return self._partners.find(workspace, partner)

    def of_address(self, workspace: str, address_key: str) -> Partner | None:
        """Return the partner who has an address, or None."""
        return self._partners.first(workspace, {"address_key": address_key})

    def several(self, workspace: str, partners: Sequence[str]) -> list[Partner]:
        """Return those of these ids, at most 200 of them."""
        where = {"_id": {"$in": list(partners)}}
        return self._partners.page(workspace, where, limit=200).items if partners else []

    def page(
        self,
        workspace: str,
        *,
        kind: str = "",
        country: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Partner]:
        """Return partners, of one kind and one country if given, the newest first."""
        asked = {"kind": kind, "country": country}
        where = {name: value for name, value in asked.items() if value}
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._partners.page(workspace, where, after=after, limit=limit, **order)

    def called(
        self, workspace: str, sought: str, *, after: str | None, limit: int
    ) -> Page[Partner]:
        """Return partners whose names begin so, by name."""
        where = {"sought": {"$gte": sought, "$lt": sought + _LAST}}
        order: dict[str, Any] = {"sort": ("sought",), "after": after, "limit": limit}
        return self._partners.page(workspace, where, **order)

    def count(self, workspace: str) -> int:
        """Return how many partners there are."""
        return self.collection.count(workspace, {})

    def change(self, workspace: str, partner: str, step: Step[Partner]) -> Partner:
        """Change a partner as it now is by `step`; return it afterwards.

        Raises `NotFound`, `PartnerExists`, and what `step` raises.
        """
        tried: list[str] = []

        def noted(found: Partner) -> tuple[Partner, Sequence[Event]]:
            after, events = step(found)
            tried.append(after.address_key)
            return after, events

        try:
            return self._partners.change(workspace, partner, noted)
        except Duplicate as refused:
            raise self._taken(workspace, tried[-1]) from refused

    def _taken(self, workspace: str, address_key: str) -> PartnerExists:
        found = self.of_address(workspace, address_key)
        return PartnerExists(extra={"partner_id": found.id} if found else {})


def partner_document(partner: Partner) -> Document:
    """Return the document of a partner."""
    document = members_of(partner)
    return document | {"_id": document.pop("id")}


def partner_of(document: Mapping[str, Any]) -> Partner:
    """Return the partner of a document."""
    return Partner(**known_members(Partner, document) | {"id": document["_id"]})
