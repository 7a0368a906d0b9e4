"""Entries, in the collection `entries`. Each change is one guarded write with its event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.contests.domain.entry import (
    Candidate,
    Consent,
    Entry,
    EntryState,
    Exclusion,
    ExclusionReason,
    Person,
)
from services.contests.domain.errors import AlreadyEntered
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page, Update
from shared.errors import NotFound
from shared.events import Event

INDEXES = (
    Index("person", ("workspace_id", "contest_id", "address_key"), unique=True),
    Index("ref", ("workspace_id", "contest_id", "ref"), unique=True),
    Index("request", ("workspace_id", "request_key"), unique=True),
    Index("confirm_token", ("workspace_id", "confirm_token"), unique=True),
    Index("manage_token", ("workspace_id", "manage_token"), unique=True),
    Index("unsubscribe_token", ("workspace_id", "unsubscribe_token")),
    Index("state", ("workspace_id", "contest_id", "state", "reason")),
)
ENTRIES = Declaration(
    "entries",
    indexes=INDEXES,
    publishes=True,
    personal={
        "address_key": Gone.REPLACED,
        "person.email": Gone.REMOVED,
        "person.first_name": Gone.REMOVED,
        "country": Gone.REMOVED,
        "answers": Gone.REMOVED,
        "request_hash": Gone.REMOVED,
        "excluded.note": Gone.REMOVED,
    },
)
CANDIDATE = ("ref", "weight", "state", "reason", "confirmed_at")
_STATES = [state.value for state in EntryState]
_FIELDS = tuple(
    name
    for name in Entry.__dataclass_fields__
    if name not in ("id", "state", "person", "consents", "excluded")
)
_REASONS = ["", *(reason.value for reason in ExclusionReason)]


class EntryStore:
    """Where entries are kept. Every change is guarded; None means that the guard refused."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ENTRIES)

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
    ) -> Page[Entry]:
        """Return entries of a contest, the oldest first."""
        where = {
            "contest_id": contest_id,
            "state": {"$in": [state] if state else _STATES},
            "reason": {"$in": _REASONS},
        }
        page = self.collection.find(workspace, where, after=after, limit=limit)
        return page.of(entry_of)

    def candidates(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Page[Candidate]:
        """Return a page of what the list needs of all entries, ordered by ref."""
        page = self.collection.find(
            workspace,
            {"contest_id": contest},
            sort=("ref",),
            after=after,
            limit=limit,
            fields=CANDIDATE,
        )
        return page.of(_candidate)

    def by_ref(self, workspace: str, contest: str, *, after: str | None, limit: int) -> Page[Entry]:
        """Return a page of all entries of a contest, whatever their state, ordered by ref."""
        page = self.collection.find(
            workspace, {"contest_id": contest}, sort=("ref",), after=after, limit=limit
        )
        return page.of(entry_of)

    def of_ref(self, workspace: str, contest: str, ref: str) -> Entry:
        """Return the entry of a ref. Raises `NotFound`."""
        found = self.collection.find(workspace, {"contest_id": contest, "ref": ref}, limit=1).items
        if not found:
            raise NotFound
        return entry_of(found[0])

    def of_address(self, workspace: str, contest: str, address_key: str) -> Entry | None:
        """Return the confirmed entry of an address, if there is one."""
        where = {"contest_id": contest, "address_key": address_key}
        found = self.collection.find(workspace, where, limit=1).items
        return entry_of(found[0]) if found else None

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


def entry_document(entry: Entry) -> Document:
    """Return the document of an entry; `reason` is its exclusion's, or ""."""
    document = {name: getattr(entry, name) for name in _FIELDS}
    document |= {
        "_id": entry.id,
        "state": entry.state.value,
        "reason": entry.reason,
        "person": {"email": entry.person.email, "first_name": entry.person.first_name},
        "consents": consent_documents(entry.consents),
        "excluded": exclusion_document(entry.excluded) if entry.excluded else None,
    }
    return _kept(document)


def entry_of(document: Mapping[str, Any]) -> Entry:
    """Return the entry of a document."""
    known = {name: document[name] for name in _FIELDS if name in document}
    known |= {
        "id": document["_id"],
        "state": EntryState(document["state"]),
        "person": Person(**document["person"]),
        "consents": tuple(Consent(**consent) for consent in document["consents"]),
        "excluded": _exclusion_of(document.get("excluded")),
    }
    return Entry(**known)


def consent_documents(consents: tuple[Consent, ...]) -> list[Document]:
    """Return consents as an entry's document holds them."""
    names = tuple(Consent.__dataclass_fields__)
    return [_kept({name: getattr(consent, name) for name in names}) for consent in consents]


def exclusion_document(exclusion: Exclusion) -> Document:
    """Return an exclusion as an entry's document holds it."""
    return {
        "reason": exclusion.reason.value,
        "by": exclusion.by,
        "at": exclusion.at,
        "note": exclusion.note,
    }


def _exclusion_of(document: Mapping[str, Any] | None) -> Exclusion | None:
    if document is None:
        return None
    return Exclusion(**{**document, "reason": ExclusionReason(document["reason"])})


def _candidate(document: Document) -> Candidate:
    return Candidate(
        document["ref"],
        document["weight"],
        EntryState(document["state"]),
        document["reason"],
        document.get("confirmed_at"),
    )


def _kept(document: Document) -> Document:
    return {name: value for name, value in document.items() if value is not None}
