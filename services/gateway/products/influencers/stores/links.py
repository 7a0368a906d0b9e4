"""Links in the collection `links`: `_id` is the canonical key, `seq` that of the event they are of.

They are looked up before a workspace is known, so all of them live in the gateway's own space;
`member_of` says to which workspace a link belongs. `noted_at` is when the worker learned it: what
changed lately is found by it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from services.gateway.accounts.stores.space import SPACE
from services.gateway.products.influencers.domain.link import Link, LinkState
from shared.documents import Change, Database, Declaration, Document, Index

LINKS = Declaration("links", indexes=(Index("noted", ("workspace_id", "noted_at")),))
PAGE = 500


class LinkStore:
    """Where the gateway keeps what it learned of links."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(LINKS)

    def note(self, links: Sequence[Link], now: datetime) -> None:
        """Store each link that is newer than what is known of its key."""
        self.collection.change_each(SPACE, [_change(link, now) for link in links])

    def find(self, key: str) -> Link | None:
        """Return the link of a key, or None. Raises `StoreUnavailable`."""
        found = self.collection.get(SPACE, key)
        return link_of(found) if found else None

    def of_keys(self, keys: Sequence[str]) -> Iterator[Link]:
        """Yield the links of these keys, those that there are."""
        for start in range(0, len(keys), PAGE):
            where = {"_id": {"$in": list(keys[start : start + PAGE])}}
            yield from map(link_of, self.collection.find(SPACE, where, limit=PAGE).items)

    def changed_since(self, since: datetime) -> Iterator[str]:
        """Yield the key of each link that was noted at this instant or later."""
        where, after = {"noted_at": {"$gte": since}}, None
        while True:
            page = self.collection.find(
                SPACE, where, sort=("noted_at",), after=after, limit=PAGE, fields=("noted_at",)
            )
            yield from (each["_id"] for each in page.items)
            after = page.after
            if after is None:
                return


def _change(link: Link, now: datetime) -> Change:
    told = {
        "seq": link.sequence,
        "noted_at": now,
        "link_id": link.id,
        "member_of": link.workspace_id,
        "destination": link.destination,
        "state": link.state.value,
        "fallback": link.fallback,
        "expires_at": link.expires_at,
        "pass_query": link.pass_query,
        "carries_key": link.carries_key,
        "program_id": link.program_id,
        "partner_id": link.partner_id,
    }
    where = {"_id": link.key, "seq": {"$lt": link.sequence}}
    return Change(where, {"$set": told}, upsert=True)


def link_of(document: Document) -> Link:
    """Return the link of a document."""
    return Link(
        key=document["_id"],
        id=document["link_id"],
        workspace_id=document["member_of"],
        sequence=document["seq"],
        destination=document["destination"],
        state=LinkState(document["state"]),
        fallback=document["fallback"],
        expires_at=document["expires_at"],
        pass_query=document["pass_query"],
        carries_key=document["carries_key"],
        program_id=document.get("program_id", ""),
        partner_id=document.get("partner_id", ""),
    )
