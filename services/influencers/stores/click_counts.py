"""Counts of clicks, in the collection `click_counts`.

Exact after any repeat: clicks are counted in numbered rounds, one after the other in a workspace
(`stores/click_rounds.py`), and each count holds the number of the last round that it took in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from services.influencers.domain.click import Count, Verdict
from shared.documents import Change, Database, Declaration, Document, Index, Page, Update

COUNTS = Declaration(
    "click_counts",
    indexes=(
        Index("about", ("workspace_id", "about", "period")),
        Index("ranking", ("workspace_id", "within", "period", "human")),
        Index("due", ("due_at",)),
    ),
)
PAGE = 500
MOST_DAYS = 800


class CountStore:
    """The counts: `_id` is whose, what is counted and when; a member for each verdict."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(COUNTS)

    def add(
        self,
        workspace: str,
        number: int,
        grown: Mapping[Count, Counter[Verdict]],
        ends: Mapping[Count, datetime],
    ) -> None:
        """Let counts grow by a round; those that took it in already stay as they are.

        `ends` says of a day when its clicks go.
        """
        changes = [
            _change(_id(workspace, count), number, count, verdicts, ends.get(count))
            for count, verdicts in grown.items()
        ]
        for start in range(0, len(changes), PAGE):
            self.collection.change_each(workspace, changes[start : start + PAGE])

    def days(
        self, workspace: str, about: str, since: str, until: str
    ) -> dict[str, dict[Verdict, int]]:
        """Return the counts of each day of a time, both ends included, that has some."""
        where = {"about": about, "period": {"$gte": since, "$lte": until}}
        found = self.collection.find(workspace, where, sort=("period",), limit=MOST_DAYS)
        return {each["period"]: _counts(each) for each in found.items}

    def of(self, workspace: str, counts: Iterable[Count]) -> dict[str, dict[Verdict, int]]:
        """Return the counts that there are of these, by what they are about; one period each."""
        wanted = {_id(workspace, count): count.about for count in counts}
        found: dict[str, dict[Verdict, int]] = {}
        ids = list(wanted)
        for start in range(0, len(ids), PAGE):
            where = {"_id": {"$in": ids[start : start + PAGE]}}
            page = self.collection.find(workspace, where, limit=PAGE)
            found |= {wanted[each["_id"]]: _counts(each) for each in page.items}
        return found

    def ranking(
        self, workspace: str, within: str, period: str, *, after: str | None, limit: int
    ) -> Page[tuple[str, dict[Verdict, int]]]:
        """Return what a ranking holds, the most people first: what it is about, and its counts."""
        where = {"within": within, "period": period}
        return self.collection.find(
            workspace, where, sort=("human",), descending=True, after=after, limit=limit
        ).of(lambda each: (each["about"], _counts(each)))

    def ended(self, workspace: str, count: Count) -> None:
        """Say that the clicks of a day went."""
        where = {"_id": _id(workspace, count)}
        self.collection.change(workspace, where, {"$unset": {"due_at": ""}})


def _id(workspace: str, count: Count) -> str:
    return f"{workspace}|{count.id}"


def _change(
    id_: str, number: int, count: Count, grown: Counter[Verdict], ends: datetime | None
) -> Change:
    first = {"about": count.about, "period": count.period, "within": count.within}
    update: Update = {
        "$set": {"round": number},
        "$inc": {verdict.value: grown[verdict] for verdict in Verdict},
        "$setOnInsert": first | ({"due_at": ends} if ends else {}),
    }
    return Change({"_id": id_, "round": {"$lt": number}}, update, upsert=True)


def _counts(document: Document) -> dict[Verdict, int]:
    return {verdict: document[verdict.value] for verdict in Verdict}
