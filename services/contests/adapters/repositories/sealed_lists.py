"""The public list of a sealed contest, read one ref at a time from `list_chunks`."""

from services.contests.domain.draw import parse_line
from shared.documents import Collection, Database, Index

NAME = "list_chunks"
INDEXES = (Index("first", ("workspace_id", "contest_id", "first")),)


class SealedListRepository:
    """See `ports.SealedLists`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def ensure(self) -> None:
        """Create the indexes."""
        self.collection.ensure(INDEXES)

    def holds(self, workspace: str, contest_id: str, ref: str) -> bool:
        """Return whether the list has an entry with this ref."""
        where = {"contest_id": contest_id, "first": {"$lte": ref}}
        found = self.collection.find(
            workspace, where, sort=("first",), descending=True, limit=1, fields=("items",)
        ).items
        return any(parse_line(line)[0] == ref for chunk in found for line in chunk["items"])
