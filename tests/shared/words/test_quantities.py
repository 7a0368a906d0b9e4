"""Numbers, amounts and durations in words, and the spaces that hold them together."""

import pytest

from shared import words

NBSP, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "said"), [("fr", f"1{THIN}234,50{NBSP}€"), ("en", "€1,234.50")]
)
def test_an_amount_is_said_in_its_currency(language: str, said: str) -> None:
    assert words.amount_text(123450, "EUR", language) == said
    assert words.amount_text(500, "JPY", language).strip("¥ JPY\u00a0円") == "500"


@pytest.mark.parametrize(
    ("language", "number", "share"),
    [("fr", f"2{THIN}318", f"31,4{NBSP}%"), ("en", "2,318", "31.4%")],
)
def test_numbers_are_spaced_by_the_language(language: str, number: str, share: str) -> None:
    assert words.number_text(2318, language) == number
    assert words.percent_text(0.314, language) == share


@pytest.mark.parametrize(
    ("seconds", "parts"),
    [(86400, (24, "hour")), (172800, (48, "hour")), (604800, (7, "day")), (90, (90, "second")),
     (3600, (1, "hour")), (0, (0, "second")), (300, (5, "minute"))],
)  # fmt: skip
def test_a_duration_is_said_in_the_largest_unit_that_divides_it(
    seconds: int, parts: tuple[int, str]
) -> None:
    assert words.split_duration(seconds) == parts


@pytest.mark.parametrize(("language", "said"), [("fr", f"7{NBSP}jours"), ("en", f"7{NBSP}days")])
def test_a_duration_is_words(language: str, said: str) -> None:
    assert words.duration_text(604800, language) == said


def test_addresses_of_pages_stay_whole() -> None:
    link = "https://jeux.example/fr/w/lumen/claim/aB-3:4;5?x=1"
    assert words.french_spacing(f"Voir : {link}") == f"Voir{NBSP}: {link}"
