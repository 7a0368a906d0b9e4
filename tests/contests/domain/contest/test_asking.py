"""What prizes ask stands outside the rules: it changes at any time, and no hash with it."""

from dataclasses import replace
from typing import Any

import pytest

from services.contests.domain.contest import Contest, State, saved
from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.errors import WrongState
from shared.errors import Invalid
from tests.contests.desk import START, Desk

SIZE: dict[str, Any] = {
    "prize": "Lamp",
    "address": True,
    "question": {"fr": "Quelle couleur ?", "en": "Which colour?"},
    "options": {"fr": "Ivoire\nPrune", "en": "Ivory\nPlum"},
}
NONE: dict[str, Any] = {"slug": None, "settings": {}, "texts": {}}


def asked(contest: Contest, *rows: dict[str, Any]) -> Contest:
    return saved(contest, START, **NONE, asks=rows)


def faults(contest: Contest, *rows: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        asked(contest, *rows)
    return [(each.field, each.code) for each in refused.value.fields]


def test_by_default_nothing_is_asked(desk: Desk) -> None:
    ask = desk.opened().ask_of("Lamp")
    assert ask == PrizeAsk(prize="Lamp")
    assert not ask.anything


def test_what_is_asked_changes_neither_rules_nor_hash(desk: Desk) -> None:
    contest = desk.opened()
    after = asked(contest, SIZE)
    assert (after.rules, after.rules_hash) == (contest.rules, contest.rules_hash)
    ask = after.ask_of("Lamp")
    assert (ask.address, ask.question) == (True, SIZE["question"])
    assert ask.options == ({"fr": "Ivoire", "en": "Ivory"}, {"fr": "Prune", "en": "Plum"})
    assert asked(after).ask_of("Lamp") == PrizeAsk(prize="Lamp")


def test_saving_something_else_leaves_it(desk: Desk) -> None:
    contest = asked(desk.draft(), SIZE)
    later = saved(contest, START, slug=None, settings={"alternates": 3}, texts={})
    assert later.asks == (SIZE,)


def test_it_is_asked_of_prizes_that_there_are_once_each(desk: Desk) -> None:
    other = {"prize": "Boat", "address": True}
    assert faults(desk.opened(), SIZE, other, SIZE) == [
        ("asks.1.prize", "unknown"),
        ("asks.2.prize", "unknown"),
    ]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"question": {"fr": "Taille ?"}}, [("asks.0.question.en", "missing")]),
        ({"options": {"en": "S\nM"}}, [("asks.0.options.fr", "missing")]),
        ({"options": {"fr": "S", "en": "S"}}, [
            ("asks.0.options.fr", "option_count"), ("asks.0.options.en", "option_count")]),
        ({"options": {"fr": "S\nM\n m ", "en": "S\nM\nL"}}, [
            ("asks.0.options.fr", "options_alike")]),
        ({"options": {"fr": "S\nM", "en": "S\nM\nL"}}, [
            ("asks.0.options.en", "options_differ")]),
    ],
)  # fmt: skip
def test_a_choice_has_its_words_in_each_language_of_the_contest(
    desk: Desk, change: dict[str, Any], wrong: list[tuple[str, str]]
) -> None:
    assert faults(desk.opened(), {**SIZE, **change}) == wrong


def test_a_language_that_the_contest_does_not_speak_is_not_asked_for(desk: Desk) -> None:
    contest = desk.opened(languages=["fr"])
    only = {"prize": "Lamp", "question": {"fr": "Taille ?"}, "options": {"fr": "S\nM"}}
    assert asked(contest, only).ask_of("Lamp").options == ({"fr": "S"}, {"fr": "M"})


def test_nothing_is_asked_any_more_of_a_contest_that_was_called_off(desk: Desk) -> None:
    off = replace(desk.opened(), state=State.CANCELLED)
    with pytest.raises(WrongState):
        asked(off, SIZE)
