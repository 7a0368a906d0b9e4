"""What was typed becomes what an API takes, and comes back as it was."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from werkzeug.datastructures import MultiDict

from shared.errors import FieldError
from shared.forms.field import put_at, value_at
from shared.forms.reading import ASKED, read
from shared.forms.rows import remove_row, row_numbers
from shared.forms.schema import schema_of
from shared.forms.writing import written
from tests.shared.forms.bodies import bodies
from tests.shared.forms.fair import COMPLETE, FAIR

BOXES = ["plan.games", "plan.open_to", "plan.languages", "plan.rain"]


def typed_of(**changes: str | list[str]) -> MultiDict[str, str]:
    """Return the complete form as a page sends it, with some fields typed anew."""
    typed = written(FAIR, COMPLETE)
    typed.setlist(ASKED, BOXES)
    for name, text in changes.items():
        texts = text if isinstance(text, list) else [text]
        typed.poplist(name.replace("__", "."))
        typed.update({name.replace("__", "."): texts})
    return typed


@given(bodies())
def test_what_a_form_holds_comes_back_from_its_texts(body: dict[str, Any]) -> None:
    reading = read(FAIR, written(FAIR, body), body)
    assert reading.errors == []
    assert reading.body() == body
    assert reading.rows["plan.stalls"] == list(range(len(body["plan"]["stalls"])))


@given(bodies(), bodies())
def test_a_draft_becomes_what_its_form_shows(before: dict[str, Any], body: dict[str, Any]) -> None:
    # The instants that the page showed are those of the draft that was read.
    body["plan"] |= {name: before["plan"][name] for name in ("zone", "opens_at", "stalls")}
    typed = written(FAIR, body)
    typed.setlist(ASKED, [*BOXES, "plan.stalls"])
    reading = read(FAIR, typed, before, draft=True)
    assert reading.errors == []
    patch = reading.patch(before)
    patch["plan"] = {name: value for name, value in patch["plan"].items() if value is not None}
    assert patch == body


@given(bodies())
def test_what_was_read_passes_the_schema(body: dict[str, Any]) -> None:
    sent = read(FAIR, written(FAIR, body), body).body()
    plan = schema_of(FAIR, "Plan", under="plan", draft=True)().load(sent["plan"])
    assert plan == body["plan"]


def test_what_a_page_does_not_ask_stays() -> None:
    before = deepcopy(dict(COMPLETE))
    typed: MultiDict[str, str] = MultiDict({"plan.door.children": "31", "texts.fr.title": "Été"})
    patch = read(FAIR, typed, before, draft=True).patch(before)
    assert patch == {
        "plan": {"door": {"word": "ouvre", "children": 31}},
        "texts": {"fr": {"title": "Été"}},
    }


def test_what_was_emptied_is_taken_back() -> None:
    typed = typed_of(
        slug="",
        plan__opens_at="",
        plan__door__word="",
        plan__games=[],
        plan__rain=[],
        plan__motto__fr="",
    )
    patch = read(FAIR, typed, COMPLETE, draft=True).patch(COMPLETE)
    assert "slug" not in patch
    assert (patch["plan"]["opens_at"], patch["plan"]["door"]) == (None, {"children": 30})
    assert (patch["plan"]["games"], patch["plan"]["rain"]) == ([], False)
    assert patch["plan"]["motto"] == {"en": "Out"}


def test_a_box_that_the_page_does_not_show_is_not_unticked() -> None:
    typed = typed_of(plan__rain=[], asked=["plan.games"])
    assert "rain" not in read(FAIR, typed, COMPLETE, draft=True).patch(COMPLETE)["plan"]
    assert read(FAIR, typed).body()["plan"]["rain"] is False


@pytest.mark.parametrize(
    ("sent", "ticked"), [("yes", True), ("on", True), ("no", False), ("maybe", False), ("0", False)]
)
def test_a_value_that_no_page_offers_is_no_tick(sent: str, ticked: bool) -> None:
    typed = typed_of(plan__rain=[sent])
    assert read(FAIR, typed).body()["plan"]["rain"] is ticked


def test_what_is_not_asked_is_neither_read_nor_kept() -> None:
    patch = read(FAIR, typed_of(plan__kind="fete"), COMPLETE, draft=True).patch(COMPLETE)
    assert patch["plan"]["band"] is None
    assert "band" not in read(FAIR, typed_of(plan__kind="fete")).body()["plan"]


def test_an_empty_page_is_read_without_a_fault() -> None:
    assert read(FAIR, MultiDict(), {}, draft=True).patch({}) == {"plan": {"band": None}}


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("plan.door.children", "many", FieldError("plan.door.children", "number")),
        ("plan.door.children", "-3", FieldError("plan.door.children", "number")),
        ("plan.within.number", "²", FieldError("plan.within", "number")),
        ("plan.fee.amount", "1e3", FieldError("plan.fee", "amount")),
        ("plan.opens_at", "soon", FieldError("plan.opens_at", "date")),
        ("plan.opens_at", "2026-10-25T02:30", FieldError("plan.opens_at", "hour_twice")),
        ("plan.opens_at", "2027-03-28T02:30", FieldError("plan.opens_at", "hour_skipped")),
        ("plan.stalls.1.places", "x", FieldError("plan.stalls.1.places", "number")),
        ("plan.stalls.1.fee.amount", "1.005", FieldError("plan.stalls.1.fee", "amount")),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(name: str, text: str, error: FieldError) -> None:
    typed = typed_of(**{name: text})
    assert read(FAIR, typed, COMPLETE, draft=True).errors == [error]
    assert typed[name] == text


@pytest.mark.parametrize(
    ("typed", "fold", "instant"),
    [
        ("2026-10-25T02:30", "0", "2026-10-25T00:30:00.000Z"),
        ("2026-10-25T02:30", "1", "2026-10-25T01:30:00.000Z"),
        ("2027-03-28T02:30", "0", "2027-03-28T01:30:00.000Z"),
        ("2027-03-28T02:30", "1", "2027-03-28T00:30:00.000Z"),
        ("2026-10-25T03:30", "1", "2026-10-25T02:30:00.000Z"),
    ],
)
def test_of_an_hour_that_comes_twice_or_never_the_reading_that_was_chosen_is_taken(
    typed: str, fold: str, instant: str
) -> None:
    given = typed_of(plan__opens_at=typed, **{"plan.opens_at.fold": fold})
    body = read(FAIR, given, COMPLETE, draft=True).patch(COMPLETE)
    assert body["plan"]["opens_at"] == instant


def test_the_second_half_past_two_is_shown_as_such_and_may_be_changed_for_the_first() -> None:
    stored = deepcopy(dict(COMPLETE))
    put_at(stored, "plan.opens_at", "2026-10-25T01:30:00.250Z")
    typed = written(FAIR, stored)
    assert (typed["plan.opens_at"], typed["plan.opens_at.fold"]) == ("2026-10-25T02:30", "1")
    assert value_at(read(FAIR, typed, stored).body(), "plan.opens_at") == "2026-10-25T01:30:00.250Z"
    typed["plan.opens_at.fold"] = "0"
    assert value_at(read(FAIR, typed, stored).body(), "plan.opens_at") == "2026-10-25T00:30:00.000Z"


def test_an_empty_row_is_left_out_and_an_error_finds_the_row_of_the_page() -> None:
    typed = typed_of()
    typed["plan.stalls.2.name"] = "Thé vert"
    for part in ("name", "places", "fee.amount", "until"):
        typed[f"plan.stalls.1.{part}"] = ""
    reading = read(FAIR, typed, COMPLETE, draft=True)
    assert [each["name"] for each in reading.values["plan.stalls"]] == ["Crêpes", "Thé vert"]
    told = [FieldError("plan.stalls.1.name", "too_long"), FieldError("plan.stalls", "x")]
    assert [each.field for each in reading.on_the_page(told)] == [
        "plan.stalls.2.name",
        "plan.stalls",
    ]


def test_a_row_is_taken_away_and_the_next_moves_up() -> None:
    typed = typed_of()
    assert row_numbers(typed, "plan.stalls") == [0, 1]
    remove_row(typed, "plan.stalls", 0)
    assert row_numbers(typed, "plan.stalls") == [0]
    assert (typed["plan.stalls.0.name"], typed["plan.stalls.0.fee.amount"]) == ("Thé", "0.05")
