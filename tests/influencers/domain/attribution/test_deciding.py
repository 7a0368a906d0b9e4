"""Who brought an order: by a written rule, with everything that was weighed."""

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.attribution import (
    Attribution,
    Candidate,
    Lost,
    Partnership,
    Way,
    Why,
    decide,
    decide_anew,
)

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
BEGAN = NOW - timedelta(days=200)
RUNNING = {each: Partnership(each, BEGAN) for each in ("ana", "ben")}


def trace(way: Way, partner: str, days: float = 0, **more: bool) -> Candidate:
    at = NOW - timedelta(days=days)
    return Candidate(way=way, partner_id=partner, source=f"{way}-{partner}", at=at, **more)


def decided(
    *candidates: Candidate, partnerships: dict[str, Partnership] | None = None
) -> Attribution:
    return decide(
        "w",
        "program",
        "order",
        "line",
        ordered_at=NOW,
        candidates=candidates,
        partnerships=RUNNING if partnerships is None else partnerships,
    )


def test_a_code_comes_before_a_later_click() -> None:
    code, click = trace(Way.CODE, "ana"), trace(Way.CLICK, "ben")
    made = decided(click, code)
    assert (made.partner_id, made.why) == ("ana", Why.CODE_USED)
    assert made.lost == (Lost(click, Why.CODE_FIRST),)


def test_without_a_code_the_last_trace_wins_be_it_a_click_or_the_link_of_the_visit() -> None:
    old, new = trace(Way.CLICK, "ana", 3), trace(Way.LINK, "ben", 1)
    assert (decided(old, new).partner_id, decided(old, new).why) == ("ben", Why.LINK_OF_VISIT)
    assert decided(old, new).lost == (Lost(old, Why.EARLIER),)
    newer = trace(Way.CLICK, "ana", 0.5)
    assert (decided(newer, new).partner_id, decided(newer, new).why) == ("ana", Why.LAST_CLICK)


def test_a_click_before_the_window_after_the_order_or_of_no_person_does_not_count() -> None:
    early = trace(Way.CLICK, "ana", 30.1)
    late = trace(Way.CLICK, "ana", -1)
    robot = trace(Way.CLICK, "ana", 1, human=False)
    made = decided(early, late, robot)
    assert (made.winner, made.why) == (None, Why.NOBODY)
    assert {each.candidate: each.why for each in made.lost} == {
        early: Why.OUT_OF_WINDOW,
        late: Why.AFTER_ORDER,
        robot: Why.NOT_HUMAN,
    }


def test_the_window_includes_its_first_instant() -> None:
    assert decided(trace(Way.CLICK, "ana", 30)).partner_id == "ana"


def test_a_click_before_a_pause_counts_for_an_order_after_it_and_says_so() -> None:
    paused = {"ana": Partnership("ana", BEGAN, until=NOW - timedelta(days=1))}
    made = decided(trace(Way.CLICK, "ana", 2), partnerships=paused)
    assert (made.partner_id, made.over) == ("ana", True)


def test_what_was_made_during_a_pause_earns_nothing() -> None:
    paused = {"ana": Partnership("ana", BEGAN, until=NOW - timedelta(days=1))}
    click, code = trace(Way.CLICK, "ana", 0.5), trace(Way.CODE, "ana")
    made = decided(click, code, partnerships=paused)
    assert made.winner is None
    assert {each.why for each in made.lost} == {Why.NOT_RUNNING}


def test_who_is_banned_or_no_partner_earns_nothing_and_the_next_one_does() -> None:
    partnerships = {"ana": Partnership("ana", BEGAN, banned=True), "ben": RUNNING["ben"]}
    banned, unknown = trace(Way.CODE, "ana"), trace(Way.CODE, "eve")
    made = decided(banned, unknown, trace(Way.CLICK, "ben", 3), partnerships=partnerships)
    assert made.partner_id == "ben"
    assert {each.candidate: each.why for each in made.lost} == {
        banned: Why.BANNED,
        unknown: Why.NO_PARTNER,
    }


def test_an_order_line_has_one_attribution() -> None:
    assert decided().id == decided(trace(Way.CODE, "ana")).id


def test_another_decision_is_a_new_revision_that_keeps_what_won_before() -> None:
    code, click = trace(Way.CODE, "ana"), trace(Way.CLICK, "ben")
    first = decided(code, click)
    second = decide_anew(first, click, by="staff", note="Ben's customer", now=NOW)
    assert (second.partner_id, second.why, second.revision) == ("ben", Why.DECIDED, 2)
    assert second.lost == (Lost(code, Why.DECIDED),)
    assert decide_anew(second, click, by="staff", note="again", now=NOW) is second
    assert decide_anew(second, None, by="staff", note="nobody's", now=NOW).partner_id == ""


candidates = st.builds(
    trace,
    st.sampled_from(Way),
    st.sampled_from(["ana", "ben", "eve"]),
    st.floats(-2, 40),
    human=st.booleans(),
)


@given(st.lists(candidates, max_size=8), st.randoms(use_true_random=False))
def test_neither_the_order_of_candidates_nor_a_repeat_changes_the_decision(
    traces: list[Candidate], chance: random.Random
) -> None:
    shuffled = traces + traces[:3]
    chance.shuffle(shuffled)
    assert decided(*shuffled) == decided(*traces)


@given(st.lists(candidates, max_size=8))
def test_every_candidate_is_told_of_and_the_winner_counts(traces: list[Candidate]) -> None:
    made = decided(*traces)
    winner = [made.winner] if made.winner else []
    assert {each.candidate for each in made.lost} | set(winner) == set(traces)
    assert len(made.lost) + len(winner) == len(set(traces))
    if made.winner:
        assert made.winner.human and made.winner.at <= NOW
        assert RUNNING[made.winner.partner_id].ran(made.winner.at)
