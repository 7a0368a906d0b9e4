"""Entries, in the collection `entries`. Each change is one guarded write with its events."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.contests.domain.entry import (
    MARKETING,
    Candidate,
    Consent,
    Correction,
    Entry,
    EntryState,
    Exclusion,
    ExclusionReason,
    Hint,
    HintReason,
    Person,
)
from services.contests.domain.entry.name import folded
from services.contests.domain.errors import AlreadyEntered
from services.contests.domain.export import PersonRow
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.errors import NotFound
from shared.events import Event

ENTRIES = Declaration(
    "entries",
    indexes=(
        Index("person", ("workspace_id", "contest_id", "address_key"), unique=True),
        Index("ref", ("workspace_id", "contest_id", "ref"), unique=True),
        Index("request", ("workspace_id", "request_key"), unique=True),
        Index("confirm_token", ("workspace_id", "confirm_token"), unique=True),
        Index("manage_token", ("workspace_id", "manage_token"), unique=True),
        Index("unsubscribe_token", ("workspace_id", "unsubscribe_token")),
        Index("state", ("workspace_id", "contest_id", "state", "reason")),
        Index("mailbox", ("workspace_id", "contest_id", "mailbox_key")),
        Index("name", ("workspace_id", "contest_id", "name_key")),
        Index("country", ("workspace_id", "contest_id", "country", "state")),
        Index("source", ("workspace_id", "contest_id", "source", "state")),
        Index("domain", ("workspace_id", "contest_id", "domain_key", "submitted_at")),
        Index("hinted", ("workspace_id", "contest_id", "hinted", "state")),
    ),
    publishes=True,
    personal={
        "address_key": Gone.REPLACED,
        "mailbox_key": Gone.REMOVED,
        "domain_key": Gone.REMOVED,
        "hints": Gone.REMOVED,
        "hinted": Gone.REMOVED,
        "corrections": Gone.REMOVED,
        "person.email": Gone.REMOVED,
        "person.first_name": Gone.REMOVED,
        "name_key": Gone.REMOVED,
        "country": Gone.REMOVED,
        "answers": Gone.REMOVED,
        "request_hash": Gone.REMOVED,
        "excluded.note": Gone.REMOVED,
    },
)
_CANDIDATE = ("ref", "weight", "state", "reason", "confirmed_at")
# Follows every text that a name may go on with.
_LAST = "\U0010ffff"
_STATES = [state.value for state in EntryState]
# Stands where the reason of an exclusion does: only a confirmed entry is excluded, and none of
# those is a repeat. One index counts either.
_REPEAT = "repeat"
_REASONS = ["", _REPEAT, *(reason.value for reason in ExclusionReason)]


class EntryStore:
    """Where entries are kept."""

    def __init__(self, database: Database) -> None:
        self._entries = Things(database.open(ENTRIES), entry_of, entry_document)

    def add(self, entry: Entry, events: Sequence[Event]) -> bool:
        """Store a new entry; False when its `request_key` was used before."""
        try:
            self._entries.add(entry, events)
        except Duplicate as refused:
            if refused.index != "request":
                raise
            return False
        return True

    def change(self, entry: Entry, step: Step[Entry]) -> Entry:
        """Change an entry as it now is by `step`; return it afterwards. Raises `AlreadyEntered`."""
        try:
            return self._entries.change(entry.workspace_id, entry.id, step)
        except Duplicate as refused:
            raise AlreadyEntered from refused

    def get(self, workspace: str, contest: str, entry: str) -> Entry:
        """Return an entry. Raises `NotFound`."""
        found = self._entries.get(workspace, entry)
        if found.contest_id != contest:
            raise NotFound
        return found

    def by_token(self, workspace: str, purpose: str, hashed: str) -> Entry:
        """Return the entry of a token, by its hash: to `confirm`, `manage` or `unsubscribe`.

        Raises `NotFound`.
        """
        return self._one(workspace, {f"{purpose}_token": hashed})

    def by_request(self, workspace: str, request_key: str) -> Entry:
        """Return the entry that an idempotency key made. Raises `NotFound`."""
        return self._one(workspace, {"request_key": request_key})

    def of_ref(self, workspace: str, contest: str, ref: str) -> Entry:
        """Return the entry of a ref. Raises `NotFound`."""
        return self._one(workspace, {"contest_id": contest, "ref": ref})

    def of_address(self, workspace: str, contest: str, address_key: str) -> Entry | None:
        """Return the entry that has the place of this address, if there is one."""
        where = {"contest_id": contest, "address_key": address_key}
        return self._entries.first(workspace, where)

    def page(
        self,
        workspace: str,
        contest: str,
        *,
        state: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Entry]:
        """Return entries of a contest, of one state if given, the oldest first."""
        where = {
            "contest_id": contest,
            "state": {"$in": [state] if state else _STATES},
            "reason": {"$in": _REASONS},
        }
        return self._entries.page(workspace, where, after=after, limit=limit)

    def people(
        self,
        workspace: str,
        contest: str,
        *,
        state: str = "",
        country: str | None = None,
        source: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Entry]:
        """Return entries of a contest, the newest first, of one state if given.

        Of one country or of one source besides, never of both: each has its index.
        """
        where: dict[str, Any] = {
            "contest_id": contest,
            "state": {"$in": [state] if state else _STATES},
        }
        if country is not None:
            where["country"] = country
        elif source is not None:
            where["source"] = source
        else:
            where["reason"] = {"$in": _REASONS}
        return self._entries.page(workspace, where, descending=True, after=after, limit=limit)

    def of_mailbox(
        self, workspace: str, contest: str, mailbox: str, *, after: str | None, limit: int
    ) -> Page[Entry]:
        """Return the entries of a mailbox by its key, confirmed or not, the newest first."""
        where = {"contest_id": contest, "mailbox_key": mailbox}
        return self._entries.page(workspace, where, descending=True, after=after, limit=limit)

    def named(
        self, workspace: str, contest: str, name: str, *, after: str | None, limit: int
    ) -> Page[Entry]:
        """Return the entries whose first name begins so, folded, by the alphabet."""
        within = {"$gte": name, "$lt": name + _LAST}
        where = {"contest_id": contest, "name_key": within}
        return self._entries.page(workspace, where, sort=("name_key",), after=after, limit=limit)

    def countries(self, workspace: str, contest: str) -> list[str]:
        """Return the countries of everybody who is named: one look at the index for each."""
        found: list[str] = []
        while True:
            where = {"contest_id": contest, "country": {"$gt": found[-1] if found else ""}}
            order: dict[str, Any] = {"sort": ("country", "state"), "fields": ("country",)}
            page = self._entries.collection.find(workspace, where, limit=1, **order)
            if not page.items:
                return found
            found.append(page.items[0]["country"])

    def hinted(self, workspace: str, contest: str, *, after: str | None, limit: int) -> Page[Entry]:
        """Return the confirmed entries that somebody may look at, the newest first."""
        where = {"contest_id": contest, "hinted": True, "state": EntryState.CONFIRMED.value}
        return self._entries.page(workspace, where, descending=True, after=after, limit=limit)

    def count_domain(self, entry: Entry, within: timedelta, up_to: int = 1000) -> int:
        """Return how many entries of its mail domain came within a time before and after it.

        None of a provider whom everybody uses.
        """
        if not entry.domain_key:
            return 0
        at = entry.submitted_at
        where = {
            "contest_id": entry.contest_id,
            "domain_key": entry.domain_key,
            "submitted_at": {"$gte": at - within, "$lte": at + within},
        }
        return self._entries.collection.count(entry.workspace_id, where, up_to)

    def people_rows(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Page[PersonRow]:
        """Return what an export says of people, whatever their state, ordered by ref."""
        where = {"contest_id": contest}
        found = self._entries.collection.find(
            workspace, where, sort=("ref",), after=after, limit=limit
        )
        return found.of(_person_row)

    def by_ref(self, workspace: str, contest: str, *, after: str | None, limit: int) -> Page[Entry]:
        """Return entries of a contest, whatever their state, ordered by ref."""
        where = {"contest_id": contest}
        return self._entries.page(workspace, where, sort=("ref",), after=after, limit=limit)

    def candidates(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Page[Candidate]:
        """Return what the list needs of all entries, ordered by ref."""
        return self._entries.collection.find(
            workspace,
            {"contest_id": contest},
            sort=("ref",),
            after=after,
            limit=limit,
            fields=_CANDIDATE,
        ).of(_candidate)

    def count(self, workspace: str, contest: str, state: str = "", reason: str = "") -> int:
        """Return how many entries a contest has, by state and reason of exclusion if given."""
        where = {"contest_id": contest}
        where |= {"state": state} if state else {}
        where |= {"reason": reason} if reason else {}
        return self._entries.collection.count(workspace, where)

    def count_there(self, workspace: str, contest: str, refs: Sequence[str]) -> int:
        """Return how many of these refs have not withdrawn."""
        gone = EntryState.WITHDRAWN.value
        where = {"contest_id": contest, "ref": {"$in": list(refs)}, "state": {"$ne": gone}}
        return self._entries.collection.count(workspace, where) if refs else 0

    def awaited(self, workspace: str, contest: str) -> int:
        """Return how many unconfirmed entries stand for somebody whom no other entry counts."""
        where = {"contest_id": contest, "state": EntryState.UNCONFIRMED.value, "reason": ""}
        return self._entries.collection.count(workspace, where)

    def _one(self, workspace: str, where: Mapping[str, Any]) -> Entry:
        found = self._entries.first(workspace, where)
        if found is None:
            raise NotFound
        return found


def entry_document(entry: Entry) -> Document:
    """Return the document of an entry; `reason` is its exclusion's, `repeat` or ""."""
    document = members_of(entry)
    document |= {
        "_id": document.pop("id"),
        "state": entry.state.value,
        "reason": _REPEAT if entry.repeat else entry.reason,
        "person": members_of(entry.person),
        "name_key": folded(entry.person.first_name),
        "answers": dict(entry.answers),
        "consents": [members_of(consent) for consent in entry.consents],
    }
    del document["hints"], document["corrections"], document["repeat"]
    if not entry.link:
        del document["link"]
    if entry.corrections:
        made = [{**members_of(each), "fields": list(each.fields)} for each in entry.corrections]
        document["corrections"] = made
    if entry.hints:
        hints = [{**members_of(each), "refs": list(each.refs)} for each in entry.hints]
        document |= {"hints": hints, "hinted": True}
    if entry.excluded:
        document["excluded"] = {**members_of(entry.excluded), "reason": entry.reason}
    return document


def entry_of(document: Mapping[str, Any]) -> Entry:
    """Return the entry of a document."""
    known = known_members(Entry, document) | {
        "id": document["_id"],
        "state": EntryState(document["state"]),
        "person": Person(**known_members(Person, document["person"])),
        "consents": tuple(_consent(each) for each in document["consents"]),
        "repeat": document["reason"] == _REPEAT,
    }
    known["corrections"] = tuple(_correction(each) for each in document.get("corrections", ()))
    known["hints"] = tuple(_hint(each) for each in document.get("hints", ()))
    if excluded := document.get("excluded"):
        reason = ExclusionReason(excluded["reason"])
        known["excluded"] = Exclusion(**{**known_members(Exclusion, excluded), "reason": reason})
    return Entry(**known)


def _consent(document: Document) -> Consent:
    """Return a consent. Earlier code noted a confirmation of what had been declined before it."""
    consent = Consent(**known_members(Consent, document))
    withdrawn, confirmed = consent.withdrawn_at, consent.confirmed_at
    declined = withdrawn is not None and confirmed is not None and withdrawn < confirmed
    return replace(consent, confirmed_at=None) if declined else consent


def _correction(document: Document) -> Correction:
    known = known_members(Correction, document)
    return Correction(**{**known, "fields": tuple(known["fields"])})


def _hint(document: Document) -> Hint:
    known = known_members(Hint, document)
    return Hint(**{**known, "reason": HintReason(known["reason"]), "refs": tuple(known["refs"])})


def _person_row(document: Document) -> PersonRow:
    person = document["person"]
    consents = (_consent(each) for each in document["consents"] if each["purpose"] == MARKETING)
    news = next((each for each in consents if each.confirmed_at), None)
    return PersonRow(
        document["ref"],
        person["first_name"],
        person["email"],
        document["country"],
        document["language"],
        document["source"],
        document["state"],
        document["reason"],
        document["weight"],
        document["submitted_at"],
        document.get("confirmed_at"),
        news.at if news else None,
        news.withdrawn_at if news else None,
    )


def _candidate(document: Document) -> Candidate:
    return Candidate(
        document["ref"],
        document["weight"],
        EntryState(document["state"]),
        document["reason"],
        document.get("confirmed_at"),
        document["reason"] == _REPEAT,
    )
