"""Contests, in the collection `contests`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from services.contests.domain.contest import Contest, Secrets, State
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.errors import SlugTaken
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
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
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class ContestStore:
    """Where contests are kept. One that was just read is not computed anew."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(CONTESTS)
        self._contests = Things(self.collection, self._contest, contest_document)
        self._remembered: dict[str, tuple[Document, Contest]] = {}

    def add(self, contest: Contest, events: Sequence[Event] = ()) -> Contest:
        """Store a new contest. Raises `SlugTaken`."""
        try:
            self._contests.add(contest, events)
        except Duplicate as refused:
            raise SlugTaken(extra={"contest_slug": contest.slug}) from refused
        return replace(contest, version=1)

    def get(self, workspace: str, contest: str) -> Contest:
        """Return a contest. Raises `NotFound`."""
        return self._contests.get(workspace, contest)

    def by_slug(self, workspace: str, slug: str) -> Contest:
        """Return a contest by its public address. Raises `NotFound`."""
        found = self._contests.first(workspace, {"slug": slug})
        if found is None:
            raise NotFound
        return found

    def page(
        self, workspace: str, *, state: str = "", after: str | None = None, limit: int = 50
    ) -> Page[Contest]:
        """Return contests, of one state if given, the newest first."""
        where = {"state": state} if state else {}
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._contests.page(workspace, where, after=after, limit=limit, **order)

    def published(
        self, workspace: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Contest]:
        """Return contests that were opened, the newest first."""
        states = [state.value for state in State if state is not State.DRAFT]
        # A draft may be called off before anybody saw it.
        where = {"state": {"$in": states}, "opened_at": {"$gt": _LONG_AGO}}
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._contests.page(workspace, where, after=after, limit=limit, **order)

    def change(self, workspace: str, contest: str, step: Step[Contest]) -> Contest:
        """Change a contest as it now is by `step`; return it afterwards.

        Raises `NotFound`, `SlugTaken`, and what `step` raises.
        """
        tried: list[str] = []

        def noted(found: Contest) -> tuple[Contest, Sequence[Event]]:
            after, events = step(found)
            tried.append(after.slug)
            return after, events

        try:
            return self._contests.change(workspace, contest, noted)
        except Duplicate as refused:
            raise SlugTaken(extra={"contest_slug": tried[-1]}) from refused

    def remove(self, contest: Contest) -> None:
        """Remove a contest as it was read. Raises `StaleVersion` where somebody was faster."""
        as_read = {"_id": contest.id, "version": contest.version}
        if not self.collection.delete(contest.workspace_id, as_read):
            raise StaleVersion

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
    document = members_of(contest)
    document |= {
        "_id": document.pop("id"),
        "state": contest.state.value,
        "amendments": [dict(amendment) for amendment in contest.amendments],
        "asks": [dict(ask) for ask in contest.asks],
        "secrets": members_of(contest.secrets),
        "venues": [members_of(venue) for venue in contest.venues],
    }
    if not contest.venues:
        del document["venues"]
    return document


def contest_of(document: Mapping[str, Any]) -> Contest:
    """Return the contest of a document."""
    known = known_members(Contest, document) | {
        "id": document["_id"],
        "state": State(document["state"]),
        "amendments": tuple(document["amendments"]),
        "asks": tuple(document.get("asks", ())),
        "secrets": Secrets(**known_members(Secrets, document["secrets"])),
        "venues": tuple(
            Venue(**known_members(Venue, each)) for each in document.get("venues") or ()
        ),
    }
    return Contest(**known)
