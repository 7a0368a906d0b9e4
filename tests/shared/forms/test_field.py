"""What a declaration says of a form's values."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from shared.errors import FieldError, Invalid
from shared.forms.field import (
    Choice,
    Field,
    Kind,
    asked,
    both,
    defaults_of,
    faults_of,
    fields_of,
    filled,
    given,
    missing_of,
)
from shared.money import Money
from tests.shared.forms.fair import COMPLETE, FAIR, Fair, Stall

END = datetime(2026, 6, 20, 18, tzinfo=UTC)
BY_PATH = {field.path: field for field in FAIR}


def test_a_field_stands_where_its_member_is_called_unless_a_path_is_declared() -> None:
    assert [field.path for field in fields_of(Stall)] == ["name", "places", "fee", "until"]
    assert BY_PATH["slug"].kind is Kind.TEXT
    assert BY_PATH["plan.motto.{language}"].kind is Kind.TEXTS


def test_a_complete_form_is_its_class_with_python_values() -> None:
    fair = filled(Fair, COMPLETE)
    assert fair.opens_at == datetime(2026, 6, 20, 8, tzinfo=UTC)
    assert fair.within == timedelta(hours=2)
    assert fair.fee == Money(250, "EUR")
    assert fair.open_to == ("FR", "LU")
    assert fair.title == {"fr": "La fête", "en": "The fair"}
    assert fair.stalls == (
        Stall(name="Crêpes", places=4, fee=Money(100, "EUR"), until=END),
        Stall(name="Thé", places=0, fee=Money(5, "EUR"), until=END),
    )


def test_what_was_not_given_is_the_default_or_empty() -> None:
    fair = filled(Fair, {"plan": {"opens_at": "2026-06-20T08:00:00.000Z"}})
    assert (fair.children, fair.within, fair.open_to) == (12, timedelta(hours=24), ("FR", "BE"))
    assert (fair.about, fair.fee, fair.games, fair.rain) == ("", None, (), False)
    assert (fair.title, fair.stalls) == ({}, ())


def test_a_form_that_lacks_something_has_no_class_yet() -> None:
    with pytest.raises(Invalid) as refused:
        filled(Fair, {"plan": {"kind": "ball"}})
    assert refused.value.fields == (
        FieldError("plan.opens_at", "missing"),
        FieldError("plan.band", "missing"),
    )


def test_a_field_is_asked_only_when_another_has_its_value() -> None:
    band = BY_PATH["plan.band"]
    assert asked(band, COMPLETE)
    assert not asked(band, {"plan": {"kind": "fete"}})
    assert [fault.field for fault in missing_of(FAIR, {})] == ["plan.opens_at"]


def test_defaults_stand_in_their_groups_as_json() -> None:
    assert defaults_of(FAIR) == {
        "plan": {
            "door": {"children": 12},
            "zone": "Europe/Paris",
            "within": 86400,
            "kind": "fete",
            "open_to": ["FR", "BE"],
        }
    }


def test_a_value_is_read_from_json_or_is_its_default() -> None:
    assert given(BY_PATH["plan.door.children"], COMPLETE) == 30
    assert given(BY_PATH["plan.door.children"], {"plan": None}) == 12
    assert given(BY_PATH["texts.{language}.title"], {"texts": {"fr": None}}) is None


PARAMS = (
    Field(Kind.SECRET, both("Code", "Code"), path="code", required=True, minimum=4, maximum=60),
    Field(Kind.WHOLE, both("Plus", "More"), path="bonus", minimum=1, maximum=9),
    Field(Kind.CHOICE, both("Lieu", "Place"), path="place", choices=(Choice("a", both("A", "A")),)),
)


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"code": "abcd", "bonus": 1, "place": "a"}, []),
        ({"code": ""}, [FieldError("x.code", "missing")]),
        ({"code": "abc"}, [FieldError("x.code", "too_short", {"min": 4})]),
        ({"code": "a" * 61}, [FieldError("x.code", "too_long", {"max": 60})]),
        ({"code": 1234}, [FieldError("x.code", "type", {"expected": "string"})]),
        ({"code": "abcd", "bonus": 0}, [FieldError("x.bonus", "too_small", {"min": 1})]),
        ({"code": "abcd", "bonus": 10}, [FieldError("x.bonus", "too_large", {"max": 9})]),
        ({"code": "abcd", "bonus": True}, [FieldError("x.bonus", "type", {"expected": "integer"})]),
        ({"code": "abcd", "place": "b"}, [FieldError("x.place", "choice", {"choices": ["a"]})]),
        ({"code": "abcd", "odds": 1}, [FieldError("x.odds", "unknown")]),
    ],
)
def test_what_is_wrong_with_params_is_said_by_a_code(
    values: dict[str, object], faults: list[FieldError]
) -> None:
    assert faults_of(PARAMS, values, "x.") == faults


def test_a_form_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        filled(Fair, COMPLETE).slug = "other"  # type: ignore[misc]
