"""The collection `audit_checkpoints`: `_id` is the workspace."""

from services.gateway.audit.domain.entry import Link
from shared.documents import Database, Declaration

CHECKPOINTS = Declaration("audit_checkpoints")


class CheckpointStore:
    """Number and hash of the last entry that went, for each workspace."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(CHECKPOINTS)

    def find(self, workspace: str) -> Link | None:
        """Return the checkpoint of a workspace, or None where nothing went yet."""
        found = self.collection.get(workspace, workspace)
        return Link(found["number"], found["hash"]) if found else None

    def advance(self, workspace: str, link: Link) -> None:
        """Move the checkpoint on; one that is further stays."""
        moved = {"$set": {"number": link.number, "hash": link.hash}}
        where = {"_id": workspace, "number": {"$lt": link.number}}
        self.collection.change(workspace, where, moved, upsert=True)
