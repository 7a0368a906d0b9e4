"""The documents port on one SQLite file: for a laptop and small sites, with nothing to install."""

from shared.documents.opening import DeclaredCollections
from shared.documents.sqlite.collection import SqliteCollection
from shared.documents.sqlite.connections import Connections

__all__ = ["SqliteCollection", "SqliteDatabase"]


class SqliteDatabase(DeclaredCollections):
    """One service's database in the file at `path`, whose folder is made where it is absent."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._connections = Connections(path)
        self._collections: dict[str, SqliteCollection] = {}

    def collection(self, name: str) -> SqliteCollection:
        """Return the collection called `name`, always the same object."""
        known = self._collections.get(name)
        return known or self._collections.setdefault(
            name, SqliteCollection(name, self._connections)
        )

    def ping(self) -> None:
        """Raise `StoreUnavailable` unless the file can be read."""
        self._connections.read(lambda connection: connection.execute("SELECT 1").fetchone())

    def idle(self) -> None:
        """Bring the log back into the file and cut it to nothing, where nobody reads it."""
        self._connections.checkpoint()

    def close(self) -> None:
        """Close the connections of this process."""
        self._connections.close()
