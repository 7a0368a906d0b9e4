"""What the documents port asks of a server of MongoDB's protocol, written by hand for entries."""

from typing import Any

from pymongo import MongoClient, ReturnDocument

from services.contests.stores.entries import ENTRIES
from shared.documents import Document
from shared.documents.mongo.client import OPTIONS
from shared.documents.outbox import records_of
from shared.events import Event

SHOWN = {"outbox": 0}


class RawMongo:
    """Entries in a database of their own, through pymongo alone."""

    def __init__(self, url: str, name: str) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(url, **OPTIONS)
        self._name = name
        self._entries = self._client[name]["entries"]
        for index in ENTRIES.indexes:
            fields = [(path, 1) for path in index.fields]
            self._entries.create_index(fields, name=index.name, unique=index.unique)
        self._entries.create_index([("outbox.due", 1)], name="outbox")

    def shaped(self, document: Document) -> Document:
        """Return the document: the driver knows its types."""
        return document

    def shaped_event(self, event: Event) -> Document:
        """Return the record of an event."""
        return records_of([event])[0]

    def insert(self, document: Document, event: Document) -> None:
        """Store an entry with its event."""
        outbox = {"sent": 0, "events": [event], "due": event["time"]}
        self._entries.insert_one({**document, "outbox": outbox})

    def get(self, id_: str) -> Document:
        """Return an entry by its identifier."""
        found = self._entries.find_one({"_id": id_}, SHOWN)
        assert found is not None
        return found

    def change(self, id_: str, values: Document, event: Document) -> Document | None:
        """Set fields of an entry, and add an event, where it has room."""
        return self._entries.find_one_and_update(
            {"_id": id_, "outbox.events.99": {"$exists": False}},
            {"$set": values, "$inc": {"version": 1}, "$push": {"outbox.events": event}},
            SHOWN,
            return_document=ReturnDocument.AFTER,
        )

    def replace(self, document: Document) -> Document:
        """Store what changed of an entry, if it was made from the last version."""
        guard = {"_id": document["_id"], "version": document["version"]}
        update = {"$set": {"country": document["country"]}, "$inc": {"version": 1}}
        if not self._entries.update_one(guard, update).matched_count:
            raise ValueError("stale")
        return {**document, "version": document["version"] + 1}

    def page(self, state: str, workspace: str, contest: str, limit: int) -> list[Document]:
        """Return the first entries of a state, by the index."""
        where = {"workspace_id": workspace, "contest_id": contest, "state": state, "reason": ""}
        return list(self._entries.find(where, SHOWN).sort("_id", 1).limit(limit))

    def by_token(self, workspace: str, hashed: str) -> Document | None:
        """Return the entry of a token, by the index."""
        return self._entries.find_one({"workspace_id": workspace, "manage_token": hashed}, SHOWN)

    def close(self) -> None:
        """Drop the database and close the connections."""
        self._client.drop_database(self._name)
        self._client.close()
