"""The documents port on MongoDB: forms are checked, then passed on as they are."""

from shared.documents.mongo.client import Client
from shared.documents.mongo.collection import MongoCollection
from shared.documents.opening import DeclaredCollections

__all__ = ["MongoCollection", "MongoDatabase"]


class MongoDatabase(DeclaredCollections):
    """One service's database on the server at `url`."""

    def __init__(self, url: str, database_name: str) -> None:
        super().__init__()
        self._client = Client(url, database_name)
        self._collections: dict[str, MongoCollection] = {}

    def collection(self, name: str) -> MongoCollection:
        """Return the collection called `name`, always the same object."""
        known = self._collections.get(name)
        return known or self._collections.setdefault(name, MongoCollection(name, self._client))

    def ping(self) -> None:
        """Raise `StoreUnavailable`, which names the host, unless the server answers in 5 s."""
        with self._client.translating():
            self._client.database().command("ping")

    def idle(self) -> None:
        """Do nothing: the server looks after itself."""

    def close(self) -> None:
        """Close the connections of this process."""
        self._client.close()

    def drop(self) -> None:
        """Remove the whole database: for tests, which each make their own."""
        with self._client.translating():
            self._client.database().command("dropDatabase")
