"""The facts of insights as raw bulks of guarded upserts, sent by pymongo."""

from typing import Any

from pymongo import MongoClient, UpdateOne

from bench.sample import CONTEST, WORKSPACE, entry, id_of
from services.insights.engine.stores.facts import facts_of
from services.insights.subjects.contests import Contests
from shared.documents.mongo.client import OPTIONS

BULK = 100


class RawFacts:
    """Applies `count` new facts at each turn, in bulks of 100."""

    def __init__(self, url: str, name: str, count: int) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(url, **OPTIONS)
        self._name, self._count, self._next = name, count, 0
        self._facts = self._client[name]["facts"]
        for index in facts_of(Contests.counted).indexes:
            self._facts.create_index([(path, 1) for path in index.fields], name=index.name)

    def apply(self) -> int:
        """Send one turn."""
        end = self._next + self._count
        for first in range(self._next, end, BULK):
            numbers = range(first, min(first + BULK, end))
            self._facts.bulk_write([_upsert(number) for number in numbers], ordered=False)
        self._next = end
        return self._count

    def close(self) -> None:
        """Drop the database and close the connections."""
        self._client.drop_database(self._name)
        self._client.close()


def _upsert(number: int) -> UpdateOne:
    source = entry(number).source
    first = {"contest_id": CONTEST, "hour": "2026-03-29T10", "source": source}
    return UpdateOne(
        {"workspace_id": WORKSPACE, "_id": id_of(number), "seq": {"$lt": 1}},
        {
            "$set": {"outcome": "unconfirmed", "seq": 1, "tallied": False},
            "$setOnInsert": first | {"bucket": f"{CONTEST}:2026-03-29T10:{source}"},
            "$inc": {"version": 1},
        },
        upsert=True,
    )
