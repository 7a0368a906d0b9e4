"""Who may enter, and what exactly they agreed to."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.contests.domain.contest.eligibility import (
    consents_of,
    lines_of,
    refusal_of,
    refuse_country,
    text_hash,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
SETTINGS: dict[str, Any] = {
    "eligibility": {"minimum_age": 16, "countries": ["FR", "BE"]},
    "data": {"opt_in": True, "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."}},
}


@pytest.mark.parametrize(
    ("countries", "country", "refused"),
    [
        (["FR", "BE"], "FR", False),
        (["FR", "BE"], "DE", True),
        ([], "DE", False),
        ([], "", False),
        ([], "IT", True),
        ([], "ZZ", True),
        (["FR"], "ZZ", True),
    ],
)
def test_countries_are_those_named_or_all_but_italy(
    countries: list[str], country: str, refused: bool
) -> None:
    assert refuse_country({"eligibility": {"countries": countries}}, country) is refused


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        ({"of_age": False}, ("minor", "of_age", "minor")),
        ({"country": "DE"}, ("country", "country", "country_excluded")),
        (
            {"accept_rules": False},
            ("rules_not_accepted", "accept_rules", "rules_not_accepted"),
        ),
        ({}, None),
    ],
)
def test_a_refusal_says_why_and_where(ticks: dict[str, Any], expected: Any) -> None:
    form = {"of_age": True, "country": "FR", "accept_rules": True, **ticks}
    assert refusal_of(SETTINGS, **form) == expected


def test_a_consent_keeps_the_exact_text_by_its_hash() -> None:
    consents = consents_of(SETTINGS, "fr", AT, opt_in=True)
    assert {consent.purpose: consent.text_hash for consent in consents} == {
        "age": text_hash("Je certifie avoir 16 ans ou plus."),
        "rules": text_hash("J'accepte le règlement."),
        "marketing": text_hash("Écrivez-moi."),
    }
    assert {(consent.language, consent.at, consent.confirmed_at) for consent in consents} == {
        ("fr", AT, None)
    }


def test_without_a_tick_there_is_no_marketing_consent() -> None:
    purposes = [each.purpose for each in consents_of(SETTINGS, "en", AT, opt_in=False)]
    assert purposes == ["age", "rules"]


def test_a_contest_that_asks_no_opt_in_shows_no_line_and_takes_no_consent() -> None:
    settings = {**SETTINGS, "data": {"opt_in": False}}
    assert "marketing" not in lines_of(settings, "en")
    consents = consents_of(settings, "en", AT, opt_in=True)
    assert [consent.purpose for consent in consents] == ["age", "rules"]
