"""The outcome of a contest: who gave a prize up, and who has it now."""

import pytest

from services.contests.domain.draw import BrokenOutcome, Draw
from services.contests.domain.outcome import Outcome, pass_on
from shared.ids import derived_id
from tests.contests.domain.winner.people import NOW

FIRST, SECOND, ALTERNATE = "e-000001", "e-000002", "e-000003"
DRAW = Draw(
    workspace_id="maison-lumen",
    contest_id="c-1",
    parts={
        "commitment": {"prizes": [{"name": "Vélo", "count": 2}], "beacon": {"round": 9}},
        "winners": [{"ref": ref, "prize": 0, "name": "Vélo"} for ref in (FIRST, SECOND)],
        "alternates": [ALTERNATE],
        "not_awarded": 0,
    },
    digest="ab" * 32,
    drawn_at=NOW,
)
EMPTY = Outcome("maison-lumen", "c-1", created_at=NOW)


def passed(outcome: Outcome, ref: str, place: int) -> tuple[Outcome, str, dict[str, object]]:
    after, (event,) = pass_on(outcome, DRAW, ref=ref, code="declined", place=place, now=NOW)
    assert event.id == derived_id("draw.passed_on", "c-1", ref)
    return after, event.type.split(".")[-2], dict(event.data)


def test_the_alternate_takes_the_very_prize_then_nobody_is_left() -> None:
    once, verb, told = passed(EMPTY, FIRST, 1)
    assert (verb, told["ref"], told["prize"], told["place"]) == (
        "alternate_promoted",
        ALTERNATE,
        0,
        1,
    )
    assert once.followed_by(FIRST) == "promoted"
    assert dict(once.standing(DRAW).holders) == {SECOND: 0, ALTERNATE: 0}
    twice, verb, told = passed(once, SECOND, 2)
    assert (verb, told["prize"], told["place"]) == ("prize_not_awarded", 0, 2)
    assert twice.followed_by(SECOND) == "not_awarded"
    assert twice.standing(DRAW).lost == (0,)
    assert twice.chain[:2] == once.chain


def test_a_ref_is_skipped_once() -> None:
    once, _, _ = passed(EMPTY, FIRST, 1)
    assert pass_on(once, DRAW, ref=FIRST, code="withdrawn", place=1, now=NOW) == (once, ())


def test_who_holds_no_prize_gives_none_up() -> None:
    with pytest.raises(BrokenOutcome):
        pass_on(EMPTY, DRAW, ref=ALTERNATE, code="declined", place=1, now=NOW)
    assert EMPTY.followed_by(ALTERNATE) == ""


def test_a_draw_tells_its_winners_by_place() -> None:
    assert [(each.place, each.ref) for each in DRAW.winners] == [(1, FIRST), (2, SECOND)]
    assert (DRAW.prizes, DRAW.round, DRAW.alternates) == (2, 9, (ALTERNATE,))
    assert DRAW.event.id == derived_id("draw.made", "c-1")
