"""A program: what blocks it, what freezes it, where it may go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.influencers.domain.errors import ProgramIncomplete, WrongProgramState
from services.influencers.domain.program import (
    Program,
    State,
    actions_on,
    blocking_of,
    ended,
    opened,
    paused,
    resumed,
    saved,
)
from shared.errors import StaleVersion
from tests.influencers.bureau import SETTINGS

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
# SHA-256 of {"en":"The contract.","fr":"Le contrat."}.
TERMS = "1ec4e1e06990e0fcae55124b2544932a12adf82c30ee55f2ca081413a1e4a572"
CHF = {"amount": 100, "currency": "CHF"}
MOVES: dict[str, Callable[[Program, datetime], tuple[Program, Any]]] = {
    "open": opened,
    "pause": paused,
    "resume": resumed,
    "end": ended,
}


def program(state: State = State.DRAFT, **settings: Any) -> Program:
    return Program("p-1", "w", AT, AT, {**SETTINGS, **settings}, state=state)


def blocked(**settings: Any) -> list[tuple[str, str]]:
    given = {name: value for name, value in {**SETTINGS, **settings}.items() if value is not None}
    return [(each.field, each.code) for each in blocking_of(given)]


def test_nothing_blocks_complete_settings() -> None:
    assert blocked() == []


def test_an_empty_draft_is_told_all_that_it_lacks_in_the_order_of_the_form() -> None:
    assert [(each.field, each.code) for each in blocking_of({})] == [
        ("settings.name", "missing"),
        ("settings.objective", "missing"),
        ("settings.year", "missing"),
        ("settings.lead", "no_reward"),
        ("settings.organiser", "missing"),
        ("settings.contact", "missing"),
        ("settings.terms.fr", "missing"),
        ("settings.terms.en", "missing"),
    ]


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"lead": CHF}, ("settings.lead", "other_currency")),
        ({"budget": CHF}, ("settings.budget", "other_currency")),
        ({"groups": [{"name": "A", "fee": CHF}]}, ("settings.groups.0.fee", "other_currency")),
        ({"groups": [{"name": "A"}]}, ("settings.groups.0.lead", "no_rate")),
        ({"groups": [{"sale_share": 5}]}, ("settings.groups.0.name", "missing")),
        (
            {"groups": [{"name": "A", "sale_share": 5}, {"name": " a", "sale_share": 6}]},
            ("settings.groups.1.name", "duplicate"),
        ),
        (
            {"sale_flat": {"amount": 100, "currency": "EUR"}},
            ("settings.sale_flat", "share_or_flat"),
        ),
        ({"terms": {"fr": "Le contrat."}}, ("settings.terms.en", "missing")),
    ],
)
def test_each_fault_is_told_at_its_field(settings: Any, wrong: tuple[str, str]) -> None:
    assert blocked(**settings) == [wrong]


def test_a_reward_of_a_group_alone_is_a_reward() -> None:
    assert blocked(lead=None, sale_share=None) == []


def test_opening_gives_the_terms_their_hash() -> None:
    one, _ = opened(program(), AT)
    other, _ = opened(program(terms={"fr": "Le contrat.", "en": "The contract!"}), AT)
    assert (one.state, one.opened_at) == (State.OPEN, AT)
    assert one.terms_hash == TERMS
    assert one.terms_hash != other.terms_hash


def test_what_blocks_keeps_a_program_from_opening() -> None:
    with pytest.raises(ProgramIncomplete) as refused:
        opened(program(lead=CHF), AT)
    assert [each.code for each in refused.value.fields] == ["other_currency"]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.DRAFT, {"open"}),
        (State.OPEN, {"pause", "end", "resume"}),
        (State.PAUSED, {"resume", "end", "pause"}),
        (State.ENDED, {"end"}),
    ],
)
def test_a_program_goes_only_where_its_state_lets_it(state: State, allowed: set[str]) -> None:
    went = set()
    for name, move in MOVES.items():
        try:
            move(program(state), AT)
        except WrongProgramState:
            continue
        went.add(name)
    assert went == allowed


@pytest.mark.parametrize("state", [State.OPEN, State.PAUSED, State.ENDED])
def test_what_was_opened_is_not_edited(state: State) -> None:
    with pytest.raises(WrongProgramState):
        saved(program(state), AT, {"name": "Autre"})


def test_a_member_that_is_null_is_taken_back() -> None:
    assert "budget" not in saved(program(), AT, {"budget": None}).settings


def test_a_version_that_somebody_else_replaced_is_refused() -> None:
    with pytest.raises(StaleVersion):
        replace(program(), version=2).at(1)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.DRAFT, ["edit", "open"]),
        (State.OPEN, ["pause", "end", "enroll", "read_partners"]),
        (State.PAUSED, ["resume", "end", "read_partners"]),
        (State.ENDED, ["read_partners"]),
    ],
)
def test_what_may_be_done_follows_from_the_state(state: State, offered: list[str]) -> None:
    assert actions_on(program(state)) == offered
