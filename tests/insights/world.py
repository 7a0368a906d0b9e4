"""Insights in one process: the use cases over a real database, with a clock moved by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.insights.adapters.repositories import (
    PointerRepository,
    SourceRepository,
    StoredReadModel,
    WorkspaceRepository,
)
from services.insights.domain.contest import ContestFact
from services.insights.domain.fact import EntryFact
from services.insights.domain.figures import Figures
from services.insights.use_cases.read_figures import ReadFigures, read_figures
from services.insights.use_cases.record_contest import RecordContest, record_contest
from services.insights.use_cases.record_entries import RecordEntries, record_entries
from services.insights.use_cases.tally_bucket import TallyBucket, tally_bucket
from shared.clock import ManualClock
from shared.documents import Database, Document, open_database

START = datetime(2026, 3, 29, 16, tzinfo=UTC)
LEASE = timedelta(seconds=20)
HOUR = "2026-03-29T16"


def fact(
    entry: str,
    sequence: int,
    outcome: str,
    *,
    source: str = "direct",
    hour: str = HOUR,
    contest: str = "c1",
) -> EntryFact:
    """Return what an event says; the first two of an entry tell the hour."""
    told = hour if sequence <= 2 else ""
    return EntryFact(entry, "lumen", contest, sequence, source, outcome, told)


class Insights:
    """The use cases over one database of the embedded kind, or over `database`."""

    def __init__(self, folder: Path, database: Database | None = None) -> None:
        self.clock = ManualClock(START)
        self.database = database or open_database("insights", data_dir=str(folder))
        self.sources = SourceRepository(self.database)
        self.workspaces = WorkspaceRepository(self.database)
        self.pointer = PointerRepository(self.database)
        for repository in (self.sources, self.workspaces, self.pointer):
            repository.ensure()
        self.model = StoredReadModel(self.database)
        self.contest_is("open", 1)

    def contest_is(self, state: str, sequence: int, contest: str = "c1") -> None:
        """Record a contest's state."""
        known = ContestFact(contest, "lumen", sequence, state, START)
        record_contest(RecordContest(known), self.model.contests, self.workspaces)

    def record(self, facts: Sequence[EntryFact]) -> None:
        """Record a batch."""
        record_entries(
            RecordEntries(facts),
            self.model.facts,
            self.model.tallies,
            self.sources,
            self.workspaces,
            self.clock,
        )

    def happens(self, entry: str, sequence: int, outcome: str, source: str = "direct") -> None:
        """Record one event."""
        self.record([fact(entry, sequence, outcome, source=source)])

    def claim(self) -> Document | None:
        """Claim a tally that is due by now."""
        self.clock.advance(minutes=5)
        return self.model.tallies.collection.claim_due(self.clock.now(), LEASE)

    def count_what_is_due(self) -> int:
        """Count every bucket that is due; return how many."""
        counted = 0
        while tally := self.claim():
            tally_bucket(TallyBucket(tally), self.model.facts, self.model.tallies)
            counted += 1
        return counted

    def figures(self, contest: str = "c1", workspace: str = "lumen") -> Figures:
        """Read the figures of a contest."""
        return read_figures(ReadFigures(workspace, contest), self.model)[1]

    def entries(self) -> dict[str, int]:
        """Read the totals of the contest."""
        return dict(self.figures().entries)


def totals(submitted: int = 0, confirmed: int = 0, **others: int) -> dict[str, int]:
    """Return totals, 0 where nothing is said."""
    rest = {"refused": 0, "excluded": 0, "withdrawn": 0, "lapsed": 0}
    return {"submitted": submitted, "confirmed": confirmed, **rest, **others}
