"""Keys of whole workspaces, wrapped, in the collection `workspace_keys`."""

from contextlib import suppress

from shared.documents import Database, Declaration, Duplicate

WORKSPACE_KEYS = Declaration("workspace_keys")


class WorkspaceKeys:
    """A key for each purpose in a workspace: the first one that is stored stays."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(WORKSPACE_KEYS)

    def find(self, workspace: str, purpose: str) -> bytes | None:
        """Return the wrapped key, None where there is none yet."""
        found = self.collection.get(workspace, f"{workspace}:{purpose}")
        return None if found is None else bytes(found["wrapped"])

    def add(self, workspace: str, purpose: str, wrapped: bytes) -> bytes:
        """Store a wrapped key, and return the one that is stored: another may have been faster."""
        key = {"_id": f"{workspace}:{purpose}", "workspace_id": workspace, "version": 1}
        with suppress(Duplicate):
            self.collection.insert({**key, "wrapped": wrapped})
        return self.find(workspace, purpose) or wrapped
