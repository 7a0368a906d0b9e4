"""Insights in one process: the use cases over a real database, with a clock moved by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.insights.engine.domain.bucket import ClaimedTally
from services.insights.engine.domain.fact import Fact
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.engine.use_cases.record_facts import record_facts
from services.insights.engine.use_cases.tally_bucket import tally_bucket
from services.insights.subjects.contests import Contests
from services.insights.subjects.contests.domain.contest import KnownContest
from services.insights.subjects.contests.domain.figures import Figures
from services.insights.subjects.contests.use_cases.record_contest import record_contest
from shared.clock import ManualClock
from shared.documents import Database, open_database

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
) -> Fact:
    """Return what an event says; the first two of an entry tell the hour."""
    told = hour if sequence <= 2 else ""
    return Fact(entry, "lumen", contest, sequence, source, outcome, told)


class Insights:
    """The use cases over one database of the embedded kind, or over `database`."""

    def __init__(self, folder: Path, database: Database | None = None) -> None:
        self.clock = ManualClock(START)
        self.database = database or open_database("insights", data_dir=str(folder))
        self.workspaces = WorkspaceStore(self.database)
        self.part = Contests(self.database)
        self.counts = self.part.counts
        self.contest_is("open", 1)

    def contest_is(self, state: str, sequence: int, contest: str = "c1") -> None:
        """Record a contest's state."""
        known = KnownContest(contest, "lumen", sequence, state, START)
        record_contest(known, contests=self.part.contests, workspaces=self.workspaces)

    def record(self, facts: Sequence[Fact]) -> None:
        """Record a batch."""
        record_facts(facts, counts=self.counts, workspaces=self.workspaces, clock=self.clock)

    def happens(self, entry: str, sequence: int, outcome: str, source: str = "direct") -> None:
        """Record one event."""
        self.record([fact(entry, sequence, outcome, source=source)])

    def claim(self) -> ClaimedTally | None:
        """Claim a tally that is due by now."""
        self.clock.advance(minutes=5)
        claimed = self.counts.tallies.collection.claim_due(self.clock.now(), LEASE)
        return claimed and self.counts.tallies.claimed(claimed)

    def count_what_is_due(self) -> int:
        """Count every bucket that is due; return how many."""
        counted = 0
        while tally := self.claim():
            tally_bucket(tally=tally, facts=self.counts.facts, tallies=self.counts.tallies)
            counted += 1
        return counted

    def figures(self, contest: str = "c1", workspace: str = "lumen") -> Figures:
        """Read the figures of a contest."""
        return self.part.figures(workspace, contest).figures

    def entries(self) -> dict[str, int]:
        """Read the totals of the contest."""
        return dict(self.figures().entries)


def totals(submitted: int = 0, confirmed: int = 0, **others: int) -> dict[str, int]:
    """Return totals, 0 where nothing is said."""
    rest = {"refused": 0, "excluded": 0, "withdrawn": 0, "lapsed": 0}
    return {"submitted": submitted, "confirmed": confirmed, **rest, **others}
