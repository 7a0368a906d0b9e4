"""Contests, in the collection `contests`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.contests.domain.contest import Contest, Secrets, State
from services.contests.domain.errors import SlugTaken
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page, Stale
from shared.errors import NotFound, StaleVersion
from shared.events import Event

CONTESTS = Declaration(
    "contests",
    indexes=(
        Index("slug", ("workspace_id", "slug"), unique=True),
        Index("created", ("workspace_id", "created_at")),
        Index("state_created", ("workspace_id", "state", "created_at")),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)
MOST_REMEMBERED = 100
_FIELDS = tuple(
    name for name in Contest.__dataclass_fields__ if name not in ("id", "state", "secrets")
)


class ContestStore:
    """Where contests are kept. One that was just read is not computed anew."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(CONTESTS)
        self._remembered: dict[str, tuple[Document, Contest]] = {}

    def add(self, contest: Contest, events: Sequence[Event] = ()) -> Contest:
        """Store a new contest. Raises `SlugTaken`."""
        stored = replace(contest, version=1)
        try:
            self.collection.insert(contest_document(stored), events)
        except Duplicate as refused:
            raise SlugTaken(extra={"contest_slug": contest.slug}) from refused
        return stored

    def get(self, workspace: str, contest_id: str) -> Contest:
        """Return a contest. Raises `NotFound`."""
        document = self.collection.get(workspace, contest_id)
        if document is None:
            raise NotFound
        return self._contest(document)

    def by_slug(self, workspace: str, slug: str) -> Contest:
        """Return a contest by its public address. Raises `NotFound`."""
        found = self.collection.find(workspace, {"slug": slug}, limit=1).items
        if not found:
            raise NotFound
        return self._contest(found[0])

    def page(
        self, workspace: str, *, state: str = "", after: str | None = None, limit: int = 50
    ) -> Page[Contest]:
        """Return contests, the newest first."""
        where = {"state": state} if state else {}
        page = self.collection.find(
            workspace, where, sort=("created_at",), descending=True, after=after, limit=limit
        )
        return page.of(contest_of)

    def save(self, contest: Contest, events: Sequence[Event] = ()) -> Contest:
        """Store a contest if nobody did since it was read. Raises `StaleVersion`, `SlugTaken`."""
        try:
            return contest_of(self.collection.replace(contest_document(contest), events))
        except Stale as stale:
            raise StaleVersion from stale
        except Duplicate as refused:
            raise SlugTaken(extra={"contest_slug": contest.slug}) from refused

    def _contest(self, document: Document) -> Contest:
        """Return the contest of a document that was just read.

        The object of an equal document is used again: each computes its settings in force, which
        are hashed and copied, only once, and every entry asks for them.
        """
        known = self._remembered.get(document["_id"])
        if known is not None and known[0] == document:
            return known[1]
        contest = contest_of(document)
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered = {}
        self._remembered[document["_id"]] = (document, contest)
        return contest


def contest_document(contest: Contest) -> Document:
    """Return the document of a contest."""
    document = {name: getattr(contest, name) for name in _FIELDS}
    document |= {
        "_id": contest.id,
        "state": contest.state.value,
        "amendments": [dict(amendment) for amendment in contest.amendments],
        "secrets": {
            "receipt_key": contest.secrets.receipt_key,
            "address_key": contest.secrets.address_key,
        },
    }
    return {name: value for name, value in document.items() if value is not None}


def contest_of(document: Mapping[str, Any]) -> Contest:
    """Return the contest of a document."""
    known = {name: document[name] for name in _FIELDS if name in document}
    known |= {
        "id": document["_id"],
        "state": State(document["state"]),
        "amendments": tuple(document["amendments"]),
        "secrets": Secrets(**document["secrets"]),
    }
    return Contest(**known)
