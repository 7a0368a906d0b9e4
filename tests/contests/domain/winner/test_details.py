"""What a prize asks is what is taken of its winner, and nothing else."""

from typing import Any

import pytest

from services.contests.domain.winner import Address, Details, details_of
from shared.errors import Invalid
from tests.contests.domain.winner.people import ADDRESS, NOTHING, PARCEL, SIZES


def faults(ask: Any, given: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        details_of(ask, given)
    return [(each.field, each.code) for each in refused.value.fields]


def test_a_prize_that_asks_nothing_keeps_nothing() -> None:
    assert details_of(NOTHING, {"address": ADDRESS, "choice": "Petite"}) == Details()


def test_a_parcel_asks_where_it_goes_and_no_choice() -> None:
    given = details_of(PARCEL, {"address": ADDRESS, "choice": "Petite"})
    assert given == Details(Address(**ADDRESS))


def test_a_choice_is_kept_in_each_language_whatever_the_language_of_the_page() -> None:
    for said in ("Grande", "Large"):
        given = details_of(SIZES, {"address": ADDRESS, "choice": said})
        assert given.choice == {"fr": "Grande", "en": "Large"}


def test_what_is_missing_is_named_all_at_once() -> None:
    assert faults(SIZES, {}) == [
        ("address.name", "missing"),
        ("address.line", "missing"),
        ("address.postcode", "missing"),
        ("address.city", "missing"),
        ("address.country", "missing"),
        ("choice", "missing"),
    ]


def test_a_choice_that_is_not_offered_is_refused() -> None:
    assert faults(SIZES, {"address": ADDRESS, "choice": "Moyenne"}) == [("choice", "choice")]


def test_a_country_whose_post_knows_no_code_needs_none() -> None:
    abroad = {**ADDRESS, "country": "HK", "postcode": ""}
    assert details_of(PARCEL, {"address": abroad}).address == Address(**abroad)
    assert faults(PARCEL, {"address": {**abroad, "country": "FR"}}) == [
        ("address.postcode", "missing")
    ]


def test_a_postcode_that_cannot_be_one_is_answered_by_an_example_of_the_country() -> None:
    given = {"address": {**ADDRESS, "postcode": "123"}}
    with pytest.raises(Invalid) as refused:
        details_of(PARCEL, given, wrong_postcode=lambda country, postcode: f"69001 {country}")
    (fault,) = refused.value.fields
    assert (fault.field, fault.code, fault.params) == (
        "address.postcode",
        "postcode",
        {"example": "69001 FR"},
    )


def test_no_postcode_is_asked_what_it_is_where_none_was_given() -> None:
    abroad = {**ADDRESS, "country": "HK", "postcode": ""}
    given = details_of(PARCEL, {"address": abroad}, wrong_postcode=lambda *_: "never")
    assert given.address == Address(**abroad)
