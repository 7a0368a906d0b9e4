"""The collection `attempts`: how often something was tried within a while, in all processes."""

from datetime import datetime

from services.gateway.accounts.stores.space import EXPIRY, SPACE
from shared.documents import Database, Declaration, Update

ATTEMPTS = Declaration("attempts", indexes=(EXPIRY,))


class AttemptStore:
    """Counts under ids that say neither who tried nor what."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ATTEMPTS)

    def count(self, id: str, expires_at: datetime) -> int:  # noqa: A002 - the field's word
        """Count one more, and return how many there are now; the first says until when."""
        update: Update = {"$inc": {"count": 1}, "$setOnInsert": {"expires_at": expires_at}}
        counted = self.collection.change(SPACE, {"_id": id}, update, upsert=True)
        return int(counted["count"]) if counted else 0

    def give_back(self, id: str) -> None:  # noqa: A002 - the field's word
        """Count one less, where there is one."""
        self.collection.change(SPACE, {"_id": id, "count": {"$gt": 0}}, {"$inc": {"count": -1}})

    def clean_up(self, now: datetime) -> int:
        """Forget what has expired; return how many."""
        return self.collection.delete(SPACE, {"expires_at": {"$lte": now}})
