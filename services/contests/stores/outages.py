"""Outages of the mail server, in the collection `outages`: the operator's, of no workspace."""

from datetime import datetime

from services.contests.domain.mailing import NOT_YET
from services.contests.domain.outage import Interval
from shared.documents import Database, Declaration, Duplicate, Index
from shared.events import instant_text

OUTAGES = Declaration("outages", indexes=(Index("until", ("workspace_id", "until")),))
OPERATOR = "-"
PAGE = 200


class OutageStore:
    """When the mail server took no mail at all. `until` is far ahead while an outage goes on."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(OUTAGES)

    def begin(self, at: datetime) -> None:
        """Note an outage, unless one goes on."""
        if self.collection.count(OPERATOR, {"until": NOT_YET}, up_to=1):
            return
        outage = {"_id": instant_text(at), "since": at, "until": NOT_YET}
        try:
            self.collection.insert({**outage, "workspace_id": OPERATOR, "version": 1})
        except Duplicate:
            return

    def end(self, at: datetime) -> None:
        """Note that the outage is over, where one went on; two workers may have noted two."""
        while self.collection.change(OPERATOR, {"until": NOT_YET}, {"$set": {"until": at}}):
            continue

    def since(self, start: datetime) -> list[Interval]:
        """Return the outages that ended after `start` or go on."""
        found: list[Interval] = []
        after = None
        while True:
            page = self.collection.find(
                OPERATOR, {"until": {"$gt": start}}, sort=("until",), after=after, limit=PAGE
            )
            found += [(outage["since"], outage["until"]) for outage in page.items]
            after = page.after
            if after is None:
                return found
