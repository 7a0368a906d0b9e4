"""Figures are counts of facts: exact after any repeat, kill or late counting."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.insights.adapters.repositories import (
    ContestRepository,
    FactRepository,
    TallyRepository,
)
from services.insights.domain.contest import ContestFact
from services.insights.domain.fact import EntryFact
from services.insights.use_cases.read_figures import ReadFigures, read_figures
from services.insights.use_cases.record_contest import RecordContest, record_contest
from services.insights.use_cases.record_entry import RecordEntry, record_entry
from services.insights.use_cases.tally_bucket import TallyBucket, tally_bucket
from shared.clock import ManualClock
from shared.documents import Document, open_database
from shared.errors import NotFound

START = datetime(2026, 3, 29, 16, tzinfo=UTC)
LEASE = timedelta(seconds=20)
LIFE = ("unconfirmed", "confirmed", "excluded:fraud", "confirmed", "withdrawn")


class Insights:
    """The use cases over one database of the embedded kind."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock(START)
        database = open_database("insights", data_dir=str(folder))
        self.facts = FactRepository(database)
        self.tallies = TallyRepository(database)
        self.contests = ContestRepository(database)
        for repository in (self.facts, self.tallies, self.contests):
            repository.ensure()
        self.contest_is("open", 1)

    def contest_is(self, state: str, sequence: int) -> None:
        fact = ContestFact("c1", "lumen", sequence, state, START)
        record_contest(RecordContest(fact), self.contests)

    def happens(self, entry: str, sequence: int, outcome: str, source: str = "direct") -> None:
        hour = "2026-03-29T16" if sequence == 1 else ""
        fact = EntryFact(entry, "lumen", "c1", sequence, source, outcome, hour)
        record_entry(RecordEntry(fact), self.facts, self.tallies, self.clock)

    def claim(self) -> Document | None:
        self.clock.advance(minutes=5)
        return self.tallies.collection.claim_due(self.clock.now(), LEASE)

    def count_what_is_due(self) -> int:
        counted = 0
        while tally := self.claim():
            tally_bucket(TallyBucket(tally), self.facts, self.tallies)
            counted += 1
        return counted

    def entries(self) -> dict[str, int]:
        query = ReadFigures("lumen", "c1")
        _, figures = read_figures(query, self.facts, self.tallies, self.contests)
        return dict(figures.entries)


@pytest.fixture
def insights(tmp_path: Path) -> Insights:
    return Insights(tmp_path)


def figures(submitted: int = 0, confirmed: int = 0, **others: int) -> dict[str, int]:
    rest = {"refused": 0, "excluded": 0, "withdrawn": 0, "lapsed": 0}
    return {"submitted": submitted, "confirmed": confirmed, **rest, **others}


def test_an_unknown_contest_has_no_figures(insights: Insights) -> None:
    query = ReadFigures("another-workspace", "c1")
    with pytest.raises(NotFound):
        read_figures(query, insights.facts, insights.tallies, insights.contests)


def test_an_entry_counts_before_any_tally_is_written(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    assert insights.entries() == figures(submitted=1)


def test_figures_are_the_same_once_the_bucket_is_counted(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.happens("a", 2, "confirmed")
    insights.happens("r", 1, "refused:minor")
    before = insights.entries()
    assert insights.count_what_is_due() == 1
    assert insights.facts.open_buckets("lumen", "c1") == []
    assert insights.entries() == before == figures(submitted=1, confirmed=1, refused=1)


def test_a_repeated_event_changes_nothing(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.happens("a", 2, "confirmed")
    insights.happens("a", 1, "unconfirmed")
    assert insights.entries() == figures(submitted=1, confirmed=1)


def test_a_late_event_opens_its_bucket_again(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.count_what_is_due()
    insights.happens("a", 2, "confirmed")
    assert insights.entries() == figures(submitted=1, confirmed=1)
    assert insights.count_what_is_due() == 1
    assert insights.entries() == figures(submitted=1, confirmed=1)


def test_an_event_between_counting_and_marking_is_not_lost(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    tally = insights.claim()
    assert tally is not None
    versions = insights.facts.untallied("lumen", tally["_id"])
    written = insights.tallies.write(tally, insights.facts.count("lumen", tally["_id"]))
    insights.happens("a", 2, "confirmed")
    assert written is not None
    insights.facts.mark_tallied("lumen", versions)
    assert not insights.tallies.settle(written)
    assert insights.entries() == figures(submitted=1, confirmed=1)
    insights.count_what_is_due()
    assert insights.entries() == figures(submitted=1, confirmed=1)


def test_a_counter_that_slept_past_its_lease_writes_nothing(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    slept = insights.claim()
    assert slept is not None
    insights.happens("b", 1, "unconfirmed")
    insights.count_what_is_due()
    assert insights.tallies.write(slept, {"unconfirmed": 1}) is None
    assert insights.entries() == figures(submitted=2)


def test_sources_and_hours_and_reasons_are_told_apart(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed", source="letter: march")
    insights.happens("r", 1, "refused:country", source="direct")
    insights.count_what_is_due()
    query = ReadFigures("lumen", "c1")
    state, read = read_figures(query, insights.facts, insights.tallies, insights.contests)
    assert state == "open"
    assert read.by_source == [
        {"source": "direct", "submitted": 0, "confirmed": 0, "refused": 1},
        {"source": "letter: march", "submitted": 1, "confirmed": 0, "refused": 0},
    ]
    assert read.by_hour == [{"hour": "2026-03-29T16", "submitted": 1, "confirmed": 0, "refused": 1}]
    assert read.by_reason == [{"state": "refused", "reason": "country", "count": 1}]


def test_an_older_state_of_a_contest_is_passed_over(insights: Insights) -> None:
    insights.contest_is("sealed", 3)
    insights.contest_is("closed", 2)
    assert insights.contests.state("lumen", "c1") == "sealed"


steps = st.lists(st.tuples(st.sampled_from("abcd"), st.booleans(), st.integers(1, 3)), max_size=40)


@settings(max_examples=25, deadline=None)
@given(steps)
def test_figures_equal_a_recount_under_repeats_and_countings(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool, int]]
) -> None:
    insights = Insights(tmp_path_factory.mktemp("insights"))
    reached: dict[str, int] = {}
    for entry, counts_first, times in steps:
        if counts_first:
            insights.count_what_is_due()
        reached[entry] = min(reached.get(entry, 0) + 1, len(LIFE))
        for sequence in [reached[entry]] * times + [1]:
            insights.happens(entry, sequence, LIFE[sequence - 1])
    now = [LIFE[n - 1] for n in reached.values()]
    excluded = now.count("excluded:fraud")
    expected = figures(
        submitted=len(now),
        confirmed=now.count("confirmed") + excluded,
        excluded=excluded,
        withdrawn=now.count("withdrawn"),
    )
    assert insights.entries() == expected
    insights.count_what_is_due()
    assert insights.entries() == expected
