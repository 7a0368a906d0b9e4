"""Signatures that people pasted, in the collection `pasted_beacons`: `_id` is the contest's."""

from datetime import datetime

from shared.documents import Database, Declaration

PASTED_BEACONS = Declaration("pasted_beacons")


class PastedBeaconStore:
    """Signatures that people pasted where the worker has no network, not checked yet."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(PASTED_BEACONS)

    def get(self, workspace: str, contest: str) -> str:
        """Return the signature pasted last, in hexadecimal, or ""."""
        found = self.collection.get(workspace, contest)
        return str(found["signature"]) if found is not None else ""

    def put(self, workspace: str, contest: str, signature: str, by: str, at: datetime) -> None:
        """Keep a signature instead of the one before."""
        values = {"signature": signature, "by": by, "at": at}
        self.collection.change(workspace, {"_id": contest}, {"$set": values}, upsert=True)

    def discard(self, workspace: str, contest: str, signature: str) -> None:
        """Forget a signature that is not the round's, unless another one came."""
        where = {"_id": contest, "signature": signature}
        self.collection.change(workspace, where, {"$set": {"signature": ""}})
