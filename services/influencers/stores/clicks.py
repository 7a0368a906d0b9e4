"""Clicks, in the collection `clicks`: one document each, whose `_id` is the click's own id.

`counted` says whether the counts hold it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.influencers.domain.click import Click, Verdict, Visit
from shared.documents import Change, Database, Declaration, Document, Index

CLICKS = Declaration(
    "clicks",
    indexes=(
        Index("counted", ("workspace_id", "counted", "at")),
        Index("mark", ("workspace_id", "mark", "at")),
        Index("link", ("workspace_id", "link_id", "at")),
    ),
    publishes=True,
)
PAGE = 500
# Each document that is found is compared with all that are asked for at once.
FEW = 50
# Of clicks that are looked at one by one, for a network's share of a link.
MOST_LOOKED_AT = 2_000


class ClickStore:
    """Where clicks are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(CLICKS)

    def record(self, workspace: str, clicks: Sequence[Click]) -> None:
        """Store clicks with their events; one that is there already stays as it is."""
        self.collection.change_each(workspace, [_change(click) for click in clicks])

    def get(self, workspace: str, click: str) -> Click | None:
        """Return a click, or None."""
        found = self.collection.get(workspace, click)
        return click_of(found) if found else None

    def known(self, workspace: str, ids: Sequence[str]) -> list[Click]:
        """Return those of these clicks that there are."""
        pages = (ids[start : start + FEW] for start in range(0, len(ids), FEW))
        return [
            click_of(each)
            for page in pages
            for each in self.collection.find(
                workspace, {"_id": {"$in": list(page)}}, limit=FEW
            ).items
        ]

    def people(
        self, workspace: str, marks: Sequence[str], since: datetime, until: datetime
    ) -> Iterator[tuple[str, str, datetime]]:
        """Yield id, mark and instant of each visit of these marks taken for a person's."""
        where = {
            "mark": {"$in": list(marks)},
            "at": {"$gte": since, "$lte": until},
            "verdict": Verdict.HUMAN.value,
        }
        for each in self._each(workspace, where, ("mark", "at")):
            yield each["_id"], each["mark"], each["at"]

    def uncounted(self, workspace: str, most: int) -> list[Click]:
        """Return clicks that no count holds, the oldest first."""
        found = self.collection.find(workspace, {"counted": False}, sort=("at",), limit=most)
        return [click_of(each) for each in found.items]

    def mark_counted(self, workspace: str, ids: Sequence[str]) -> None:
        """Say that the counts hold these clicks."""
        told = {"$set": {"counted": True}}
        changes = [Change({"_id": each, "counted": False}, told) for each in ids]
        self.collection.change_each(workspace, changes)

    def networks(self, workspace: str, link: str, since: datetime, until: datetime) -> list[str]:
        """Return the network of each person's click of a link, the last 2,000 of a time."""
        where = {
            "link_id": link,
            "at": {"$gte": since, "$lte": until},
            "verdict": Verdict.HUMAN.value,
        }
        order: dict[str, Any] = {"sort": ("at",), "descending": True, "limit": MOST_LOOKED_AT}
        found = self.collection.find(workspace, where, fields=("network",), **order)
        return [each["network"] for each in found.items]

    def forget(self, workspace: str, since: datetime, until: datetime) -> int:
        """Remove the counted clicks of a time, its end not included; return how many."""
        where = {"counted": True, "at": {"$gte": since, "$lt": until}}
        return self.collection.delete(workspace, where)

    def _each(
        self, workspace: str, where: Mapping[str, Any], fields: Sequence[str]
    ) -> Iterator[Document]:
        after = None
        while True:
            page = self.collection.find(
                workspace, where, sort=("at",), after=after, limit=PAGE, fields=fields
            )
            yield from page.items
            after = page.after
            if after is None:
                return


def _change(click: Click) -> Change:
    visit = click.visit
    told = {
        "link_id": visit.link_id,
        "program_id": visit.program_id,
        "partner_id": visit.partner_id,
        "at": visit.at,
        "trigger": visit.trigger,
        "agent": visit.agent,
        "network": visit.network,
        "mark": visit.mark,
        "referrer": visit.referrer,
        "verdict": click.verdict.value,
        "reason": click.reason,
        "counted": False,
    }
    where = {"_id": visit.id, "link_id": {"$exists": False}}
    return Change(where, {"$set": told}, (click.event,), upsert=True)


def click_of(document: Document) -> Click:
    """Return the click of a document."""
    names = ("link_id", "program_id", "partner_id", "at", "trigger", "agent", "network")
    visit = Visit(
        id=document["_id"],
        workspace_id=document["workspace_id"],
        mark=document["mark"],
        referrer=document["referrer"],
        **{name: document[name] for name in names},
    )
    return Click(visit, Verdict(document["verdict"]), document["reason"])
