"""The workspaces that were heard of: whoever removes a generation must name each."""

from collections.abc import Iterator

from shared.documents import Database, Declaration

# Every document has a workspace; these are about all of them. No workspace can be called this.
EVERYWHERE = "*"
WORKSPACES = Declaration("workspaces")
PAGE = 500


class WorkspaceStore:
    """One document for each workspace, which outlives generations."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(WORKSPACES)
        self._noted: set[str] = set()

    def note(self, workspace: str) -> None:
        """Remember a workspace."""
        if workspace not in self._noted:
            where = {"_id": workspace}
            self.collection.change(EVERYWHERE, where, {"$set": {"heard_of": True}}, upsert=True)
            self._noted.add(workspace)

    def every(self) -> Iterator[str]:
        """Yield all of them."""
        after = None
        while True:
            page = self.collection.find(EVERYWHERE, {}, after=after, limit=PAGE)
            yield from (document["_id"] for document in page.items)
            if (after := page.after) is None:
                return
