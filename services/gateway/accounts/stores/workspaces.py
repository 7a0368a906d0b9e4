"""The collection `workspaces`: `_id` is the readable id."""

from services.gateway.accounts.domain.workspace import Workspace
from services.gateway.accounts.stores.space import SPACE
from shared.documents import Database, Declaration, Document, Duplicate

WORKSPACES = Declaration("workspaces")
PAGE = 200


class WorkspaceStore:
    """Workspaces by their id."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(WORKSPACES)

    def get(self, workspace_id: str) -> Workspace | None:
        """Return the workspace or None."""
        found = self.collection.get(SPACE, workspace_id)
        return _workspace_of(found) if found else None

    def every(self) -> list[Workspace]:
        """Return all of them."""
        found: list[Workspace] = []
        after: str | None = None
        while True:
            page = self.collection.find(SPACE, {}, after=after, limit=PAGE)
            found += map(_workspace_of, page.items)
            after = page.after
            if after is None:
                return found

    def add(self, workspace: Workspace) -> None:
        """Keep a workspace; one that exists stays as it is."""
        try:
            self.collection.insert(
                {"_id": workspace.id, "workspace_id": SPACE, "name": workspace.name}
            )
        except Duplicate:
            return

    def paint(self, workspace_id: str, accent: str) -> None:
        """Give a workspace its colour, whatever it had."""
        self.collection.change(SPACE, {"_id": workspace_id}, {"$set": {"accent": accent}})


def _workspace_of(document: Document) -> Workspace:
    return Workspace(document["_id"], document["name"], document.get("accent", ""))
