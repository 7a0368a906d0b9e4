"""Contests, in the collection `contests`."""

from collections.abc import Sequence
from dataclasses import replace

from services.contests.adapters.repositories.mapping import contest_document, contest_of
from services.contests.domain.contest import Contest
from services.contests.domain.errors import SlugTaken
from services.contests.use_cases.ports import Listing
from shared.documents import Collection, Database, Duplicate, Event, Index, Stale
from shared.errors import NotFound, StaleVersion

NAME = "contests"
INDEXES = (
    Index("slug", ("workspace_id", "slug"), unique=True),
    Index("state", ("workspace_id", "state")),
    Index("due", ("due_at",)),
)


class ContestRepository:
    """See `ports.Contests`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def ensure(self) -> None:
        """Create the indexes."""
        self.collection.ensure(INDEXES)

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
        return contest_of(document)

    def by_slug(self, workspace: str, slug: str) -> Contest:
        """Return a contest by its public address. Raises `NotFound`."""
        found = self.collection.find(workspace, {"slug": slug}, limit=1).items
        if not found:
            raise NotFound
        return contest_of(found[0])

    def page(
        self, workspace: str, *, state: str = "", after: str | None = None, limit: int = 50
    ) -> Listing[Contest]:
        """Return contests, the newest first."""
        where = {"state": state} if state else {}
        page = self.collection.find(workspace, where, descending=True, after=after, limit=limit)
        return Listing([contest_of(document) for document in page.items], page.after)

    def save(self, contest: Contest, events: Sequence[Event] = ()) -> Contest:
        """Store a contest if nobody did since it was read. Raises `StaleVersion`, `SlugTaken`."""
        try:
            return contest_of(self.collection.replace(contest_document(contest), events))
        except Stale as stale:
            raise StaleVersion from stale
        except Duplicate as refused:
            raise SlugTaken(extra={"contest_slug": contest.slug}) from refused
