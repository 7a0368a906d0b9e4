"""The collection `outages`: when the mail server took no mail at all, of no workspace."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from shared.documents import Database, Declaration, Duplicate, Index
from shared.events import instant_text
from shared.post.outage import Interval
from shared.post.queued import NOT_YET

OUTAGES = Declaration("outages", (Index("until", ("workspace_id", "until")),))
OPERATOR = "-"
PAGE = 200


class Outages:
    """An outage's `until` is far ahead (`NOT_YET`) while it goes on."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(OUTAGES)

    def begin(self, at: datetime) -> bool:
        """Note an outage, unless one goes on; tell whether one began."""
        if self.collection.count(OPERATOR, {"until": NOT_YET}, up_to=1):
            return False
        outage = {"_id": instant_text(at), "since": at, "until": NOT_YET}
        with suppress(Duplicate):
            self.collection.insert({**outage, "workspace_id": OPERATOR, "version": 1})
            return True
        return False

    def end(self, at: datetime) -> None:
        """Note that the outage is over, where one went on; two workers may have noted two."""
        while self.collection.change(OPERATOR, {"until": NOT_YET}, {"$set": {"until": at}}):
            continue

    def since(self, start: datetime) -> list[Interval]:
        """Return the outages that ended after `start` or go on."""
        return list(self._since(start))

    def _since(self, start: datetime) -> Iterator[Interval]:
        after = None
        while True:
            page = self.collection.find(
                OPERATOR, {"until": {"$gt": start}}, sort=("until",), after=after, limit=PAGE
            )
            yield from ((outage["since"], outage["until"]) for outage in page.items)
            after = page.after
            if after is None:
                return
