"""A form reads what an API is sent."""

from copy import deepcopy
from typing import Any

import pytest
from marshmallow import ValidationError

from shared.forms.field import put_at, value_at
from shared.forms.schema import schema_of
from shared.webapp.violations import violations_of_messages
from tests.shared.forms.fair import COMPLETE, FAIR

DRAFT = schema_of(FAIR, "Plan", under="plan", draft=True)()
WHOLE = schema_of(FAIR, "Fair")()


def codes(schema: Any, body: Any) -> set[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        schema.load(body)
    return {
        (each["field"], each["code"]) for each in violations_of_messages([refused.value.messages])
    }


def test_what_is_right_is_read_as_it_is() -> None:
    assert WHOLE.load(COMPLETE) == COMPLETE
    assert DRAFT.load(COMPLETE["plan"]) == COMPLETE["plan"]


def test_a_draft_may_lack_everything_and_null_takes_a_member_back() -> None:
    assert DRAFT.load({}) == {}
    assert DRAFT.load({"opens_at": None, "door": None}) == {"opens_at": None, "door": None}
    assert codes(DRAFT, {"door": {"children": None}}) == {("door.children", "required")}


def test_a_form_that_is_sent_whole_has_its_defaults() -> None:
    sent = {"opens_at": "2026-06-20T10:00:00+02:00", "band": "Les Sept"}
    plan = WHOLE.load({"plan": sent})["plan"]
    assert plan["opens_at"] == "2026-06-20T08:00:00.000Z"
    assert (plan["within"], plan["open_to"], plan["rain"], plan["fee"]) == (
        86400,
        ["FR", "BE"],
        False,
        None,
    )
    assert codes(WHOLE, {"plan": {"band": "x"}}) == {("plan.opens_at", "required")}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("slug", "Été", "slug"),
        ("slug", 1, "type"),
        ("plan.about", "x" * 501, "too_long"),
        ("plan.about", "a\x07", "unprintable"),
        ("plan.door.word", "abc", "too_short"),
        ("plan.door.children", "5", "type"),
        ("plan.door.children", True, "type"),
        ("plan.door.children", 2, "out_of_range"),
        ("plan.fee.amount", -1, "out_of_range"),
        ("plan.fee.currency", "eur", "pattern"),
        ("plan.zone", "Mars/Olympus", "zone"),
        ("plan.opens_at", "2026-06-20T10:00:00", "type"),
        ("plan.within", -1, "out_of_range"),
        ("plan.kind", "rave", "choice"),
        ("plan.games", ["hoop", "rave"], "choice"),
        ("plan.home", "FR\n", "pattern"),
        ("plan.open_to", ["fr"], "pattern"),
        ("plan.languages", [], "length"),
        ("plan.languages", ["de"], "choice"),
        ("plan.rain", "yes", "type"),
        ("plan.motto.fr", "x" * 41, "too_long"),
        ("texts.en.title", "x" * 41, "too_long"),
        ("plan.poster", "../a", "pattern"),
        ("plan.stalls", [{"name": "A"}] * 4, "too_long"),
        ("plan.stalls", [{"name": "A", "odds": 1}], "unknown"),
        ("plan.odds", 1, "unknown"),
    ],
)
def test_what_a_field_does_not_take_is_refused_by_a_code(path: str, value: Any, code: str) -> None:
    body: dict[str, Any] = deepcopy(dict(COMPLETE))
    put_at(body, path, value)
    found = codes(WHOLE, body)
    assert {each for _, each in found} == {code}
    assert all(field.startswith(path) for field, _ in found)


def test_a_text_that_must_be_there_is_no_blank() -> None:
    body: dict[str, Any] = deepcopy(dict(COMPLETE))
    put_at(body, "plan.stalls", [{"name": "  "}])
    assert codes(WHOLE, body) == {("plan.stalls.0.name", "missing")}
    assert value_at(body, "plan.stalls") == [{"name": "  "}]
