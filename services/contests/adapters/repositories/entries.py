"""Entries, in the collection `entries`. Each change is one guarded write with its event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.contests.adapters.repositories.mapping import (
    consent_documents,
    entry_document,
    entry_of,
    exclusion_document,
)
from services.contests.domain.entry import Consent, Entry, EntryState, Exclusion, ExclusionReason
from services.contests.domain.errors import AlreadyEntered
from services.contests.use_cases.ports import Listing
from shared.documents import Collection, Database, Duplicate, Index, Update
from shared.errors import NotFound
from shared.events import Event

NAME = "entries"
INDEXES = (
    Index("person", ("workspace_id", "contest_id", "address_key"), unique=True),
    Index("ref", ("workspace_id", "contest_id", "ref"), unique=True),
    Index("request", ("workspace_id", "request_key"), unique=True),
    Index("confirm_token", ("workspace_id", "confirm_token"), unique=True),
    Index("manage_token", ("workspace_id", "manage_token"), unique=True),
    Index("unsubscribe_token", ("workspace_id", "unsubscribe_token")),
    Index("state", ("workspace_id", "contest_id", "state", "reason")),
)
_STATES = [state.value for state in EntryState]
_REASONS = ["", *(reason.value for reason in ExclusionReason)]


class EntryRepository:
    """See `ports.Entries`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def ensure(self) -> None:
        """Create the indexes."""
        self.collection.ensure(INDEXES)

    def add(self, entry: Entry, events: Sequence[Event]) -> bool:
        """Store a new entry; False when its `request_key` was used before."""
        try:
            self.collection.insert({**entry_document(entry), "version": 1}, events)
        except Duplicate as refused:
            if refused.index != "request":
                raise
            return False
        return True

    def get(self, workspace: str, contest_id: str, entry_id: str) -> Entry:
        """Return an entry. Raises `NotFound`."""
        document = self.collection.get(workspace, entry_id)
        if document is None or document["contest_id"] != contest_id:
            raise NotFound
        return entry_of(document)

    def by_token(self, workspace: str, purpose: str, hashed: str) -> Entry:
        """Return the entry of a token of one purpose, by its hash. Raises `NotFound`."""
        return self._one(workspace, {f"{purpose}_token": hashed})

    def by_request(self, workspace: str, request_key: str) -> Entry:
        """Return the entry that an idempotency key made. Raises `NotFound`."""
        return self._one(workspace, {"request_key": request_key})

    def has_person(self, workspace: str, contest_id: str, address_key: str) -> bool:
        """Return whether a confirmed entry has the place of this address."""
        where = {"contest_id": contest_id, "address_key": address_key}
        return self.collection.count(workspace, where, up_to=1) > 0

    def page(
        self,
        workspace: str,
        contest_id: str,
        *,
        state: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Listing[Entry]:
        """Return entries of a contest, the oldest first."""
        where = {
            "contest_id": contest_id,
            "state": {"$in": [state] if state else _STATES},
            "reason": {"$in": _REASONS},
        }
        page = self.collection.find(workspace, where, after=after, limit=limit)
        return Listing([entry_of(document) for document in page.items], page.after)

    def confirm(
        self,
        entry: Entry,
        *,
        address_key: str,
        at: datetime,
        consents: Sequence[Consent],
        receipt: Mapping[str, Any],
        event: Event,
    ) -> Entry | None:
        """Confirm an unconfirmed entry. Raises `AlreadyEntered`."""
        values = {
            "state": EntryState.CONFIRMED.value,
            "address_key": address_key,
            "confirmed_at": at,
            "consents": consent_documents(tuple(consents)),
            "receipt": dict(receipt),
        }
        try:
            return self._change(entry, EntryState.UNCONFIRMED, {"$set": values}, event)
        except Duplicate as refused:
            raise AlreadyEntered from refused

    def move(
        self,
        entry: Entry,
        *,
        source: EntryState,
        target: EntryState,
        event: Event,
        excluded: Exclusion | None = None,
    ) -> Entry | None:
        """Move an entry from one state to another; `excluded` is kept only when excluding."""
        values: dict[str, Any] = {"state": target.value, "reason": ""}
        update: Update = {"$set": values, "$unset": {"excluded": True}}
        if excluded:
            values |= {"reason": excluded.reason.value, "excluded": exclusion_document(excluded)}
            update = {"$set": values}
        return self._change(entry, source, update, event)

    def erase(self, entry: Entry, *, consents: Sequence[Consent], event: Event) -> Entry | None:
        """Withdraw an entry that is not withdrawn yet, and cut its link to the person."""
        values = {
            "state": EntryState.WITHDRAWN.value,
            "reason": "",
            **_nobody(entry),
            "consents": consent_documents(tuple(consents)),
        }
        update: Update = {"$set": values, "$unset": {"excluded": True}}
        return self._change(entry, entry.state, update, event)

    def forget(self, entry: Entry) -> None:
        """Cut the link of an entry to its person; it stays what it is."""
        values: dict[str, Any] = _nobody(entry)
        if entry.excluded:
            values["excluded"] = exclusion_document(replace(entry.excluded, note=""))
        self.collection.change(entry.workspace_id, {"_id": entry.id}, {"$set": values})

    def record_consents(self, entry: Entry, consents: Sequence[Consent]) -> Entry | None:
        """Store the consents, guarded by the version that was read."""
        document = self.collection.change(
            entry.workspace_id,
            {"_id": entry.id, "version": entry.version},
            {"$set": {"consents": consent_documents(tuple(consents))}},
        )
        return entry_of(document) if document else None

    def count(self, workspace: str, contest_id: str, state: str = "", reason: str = "") -> int:
        """Return how many entries a contest has, by state and reason of exclusion if given."""
        where = {"contest_id": contest_id}
        where |= {"state": state} if state else {}
        where |= {"reason": reason} if reason else {}
        return self.collection.count(workspace, where)

    def _change(
        self, entry: Entry, source: EntryState, update: Update, event: Event
    ) -> Entry | None:
        where = {"_id": entry.id, "contest_id": entry.contest_id, "state": source.value}
        document = self.collection.change(entry.workspace_id, where, update, [event])
        return entry_of(document) if document else None

    def _one(self, workspace: str, where: Mapping[str, Any]) -> Entry:
        found = self.collection.find(workspace, where, limit=1).items
        if not found:
            raise NotFound
        return entry_of(found[0])


def _nobody(entry: Entry) -> dict[str, Any]:
    return {
        "address_key": f"erased:{entry.id}",
        "person": {"email": "", "first_name": ""},
        "country": "",
        "answers": {},
        "request_hash": "",
    }
