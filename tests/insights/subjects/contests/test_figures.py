"""Figures are counts of facts: exact after any repeat, kill or late counting."""

import pytest

from services.insights.engine.domain.bucket import Bucket
from services.insights.engine.stores.sources import SourceStore
from services.insights.subjects.contests import Contests
from services.insights.subjects.contests.domain.figures import MOST_SOURCES_SHOWN
from shared.errors import NotFound
from tests.insights.world import HOUR, Insights, fact, totals


def test_an_unknown_contest_has_no_figures(insights: Insights) -> None:
    with pytest.raises(NotFound):
        insights.figures(workspace="another-workspace")


def test_an_entry_counts_before_any_tally_is_written(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    assert insights.entries() == totals(submitted=1)


def test_figures_are_the_same_once_the_bucket_is_counted(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.happens("a", 2, "confirmed")
    insights.happens("r", 1, "refused:minor")
    before = insights.entries()
    assert insights.count_what_is_due() == 1
    assert insights.counts.facts.open_buckets("lumen", "c1") == []
    assert insights.entries() == before == totals(submitted=1, confirmed=1, refused=1)


def test_a_repeated_event_changes_nothing(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.happens("a", 2, "confirmed")
    insights.happens("a", 1, "unconfirmed")
    assert insights.entries() == totals(submitted=1, confirmed=1)


def test_a_late_event_opens_its_bucket_again(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.count_what_is_due()
    insights.happens("a", 2, "confirmed")
    assert insights.counts.facts.open_buckets("lumen", "c1") == [Bucket("c1", HOUR, "direct")]
    assert insights.entries() == totals(submitted=1, confirmed=1)
    assert insights.count_what_is_due() == 1
    assert insights.entries() == totals(submitted=1, confirmed=1)


def test_an_event_that_does_not_tell_its_hour_opens_its_bucket_again(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    insights.happens("a", 2, "confirmed")
    insights.count_what_is_due()
    insights.happens("a", 3, "withdrawn")
    assert insights.entries() == totals(submitted=1, withdrawn=1)
    assert insights.count_what_is_due() == 1
    assert insights.counts.facts.open_buckets("lumen", "c1") == []
    assert insights.entries() == totals(submitted=1, withdrawn=1)


def test_an_event_of_an_entry_never_heard_of_begins_nothing(insights: Insights) -> None:
    insights.happens("a", 3, "withdrawn")
    assert insights.entries() == totals()


def test_a_confirmation_stands_for_a_submission_that_could_not_be_read(insights: Insights) -> None:
    insights.happens("a", 2, "confirmed")
    insights.happens("a", 1, "unconfirmed")
    assert insights.entries() == totals(submitted=1, confirmed=1)


def test_a_batch_is_what_its_events_are_one_by_one(insights: Insights) -> None:
    insights.record(
        [
            fact("a", 1, "unconfirmed"),
            fact("b", 1, "unconfirmed", source="letter"),
            fact("a", 2, "confirmed"),
            fact("a", 1, "unconfirmed"),
            fact("b", 2, "confirmed", source="letter"),
            fact("a", 3, "excluded:fraud"),
            fact("r", 1, "refused:minor"),
        ]
    )
    expected = totals(submitted=2, confirmed=2, excluded=1, refused=1)
    assert insights.entries() == expected
    assert insights.count_what_is_due() == 2
    assert insights.entries() == expected


def test_an_event_between_counting_and_marking_is_not_lost(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    tally = insights.claim()
    assert tally is not None
    facts, tallies = insights.counts.facts, insights.counts.tallies
    versions = facts.untallied("lumen", tally.bucket)
    written = tallies.write(tally, facts.count("lumen", tally.bucket))
    insights.happens("a", 2, "confirmed")
    assert written is not None
    facts.mark_tallied("lumen", versions)
    assert not tallies.settle(written)
    assert insights.entries() == totals(submitted=1, confirmed=1)
    insights.count_what_is_due()
    assert insights.entries() == totals(submitted=1, confirmed=1)


def test_a_counter_that_slept_past_its_lease_writes_nothing(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed")
    slept = insights.claim()
    assert slept is not None
    insights.happens("b", 1, "unconfirmed")
    insights.count_what_is_due()
    assert insights.counts.tallies.write(slept, {"unconfirmed": 1}) is None
    assert insights.entries() == totals(submitted=2)


def test_sources_and_hours_and_reasons_are_told_apart(insights: Insights) -> None:
    insights.happens("a", 1, "unconfirmed", source="letter: march")
    insights.happens("r", 1, "refused:country", source="direct")
    insights.count_what_is_due()
    state, read = insights.part.figures("lumen", "c1")
    assert state == "open"
    assert read.by_source == [
        {"source": "direct", "submitted": 0, "confirmed": 0, "refused": 1},
        {"source": "letter: march", "submitted": 1, "confirmed": 0, "refused": 0},
    ]
    assert read.by_hour == [{"hour": HOUR, "submitted": 1, "confirmed": 0, "refused": 1}]
    assert read.by_reason == [{"state": "refused", "reason": "country", "count": 1}]
    assert set(read.other_sources.values()) == {0}


def test_an_older_state_of_a_contest_is_passed_over(insights: Insights) -> None:
    insights.contest_is("sealed", 3)
    insights.contest_is("closed", 2)
    assert insights.part.figures("lumen", "c1").state == "sealed"


def test_the_largest_sources_have_a_line_and_the_others_are_summed(insights: Insights) -> None:
    several = MOST_SOURCES_SHOWN + 20
    insights.record([fact(f"e{n}", 1, "unconfirmed", source=f"s{n:03}") for n in range(several)])
    insights.record([fact("late", 1, "unconfirmed", source="zz"), fact("d", 1, "x", source="")])
    insights.record([fact("later", 1, "refused:minor", source="zz")])
    read = insights.figures()
    names = [line["source"] for line in read.by_source]
    assert len(names) == MOST_SOURCES_SHOWN
    assert {"", "zz", "s000"} < set(names)
    assert sum(line["submitted"] for line in read.by_source) + read.other_sources["submitted"] == (
        several + 2
    )
    assert read.entries == totals(submitted=several + 2, refused=1)


def test_invented_sources_make_no_buckets_without_end(insights: Insights) -> None:
    most, invented = 5, 12
    insights.counts.sources = SourceStore(insights.database, Contests.counted, most)
    insights.record([fact(f"e{n}", 1, "unconfirmed", source=f"s{n}") for n in range(invented)])
    insights.counts.sources = SourceStore(insights.database, Contests.counted, most)
    insights.happens("direct", 1, "unconfirmed", source="")
    for again in (f"s{invented - 1}", "s0"):
        insights.happens(f"again-{again}", 1, "unconfirmed", source=again)
    assert len(insights.counts.facts.open_buckets("lumen", "c1")) == most + 2
    assert insights.entries() == totals(submitted=invented + 3)
    assert insights.figures().by_source[0] == {
        "source": "", "submitted": 1, "confirmed": 0, "refused": 0,
    }  # fmt: skip
    assert insights.count_what_is_due() == most + 2
    assert insights.entries() == totals(submitted=invented + 3)
