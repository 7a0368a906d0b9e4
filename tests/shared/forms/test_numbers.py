"""A number is what it says, or it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.forms.numbers import minor_of, whole_of


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("007", 7),
        ("0000000000000005", 5),
        (" 12 ", 12),
        ("1 200", 1200),
        ("1\u202f200\u202f000", 1_200_000),
        ("9" * 12, 999_999_999_999),
    ],
)
def test_a_whole_number_is_read_with_its_thousands_apart(typed: str, number: int) -> None:
    assert whole_of(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "1e3", "1e999999", "1_000", "1.0", "1 2", "12 34", "-1", "+1", "²", "１２", "٣", "0x10",
     "NaN", "inf", "9" * 13, "9" * 5000],
)  # fmt: skip
def test_anything_else_is_no_whole_number(typed: str) -> None:
    with pytest.raises(ValueError):
        whole_of(typed)


@pytest.mark.parametrize(
    ("typed", "digits", "minor"),
    [
        ("650", 2, 65000),
        ("1 234,50", 2, 123450),
        ("1\u00a0234,5 €", 2, 123450),
        ("1234.50", 2, 123450),
        ("12.", 2, 1200),
        (",5", 2, 50),
        ("0", 2, 0),
        ("1200", 0, 1200),
        ("1.234", 3, 1234),
    ],
)
def test_an_amount_is_read_in_minor_units(typed: str, digits: int, minor: int) -> None:
    assert minor_of(typed, digits) == minor


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("", 2), (".", 2), ("€", 2), ("1e3", 2), ("1e999999", 2), ("1.5e1", 2), ("1_000", 2),
     ("1,234.50", 2), ("1.234", 2), ("12.500", 2), ("1.000", 0), ("-5", 2), ("1 2", 2),
     ("１２", 2), ("NaN", 2), ("9" * 11, 2), ("a lot", 2)],
)  # fmt: skip
def test_an_amount_that_may_mean_something_else_is_refused(typed: str, digits: int) -> None:
    with pytest.raises(ValueError):
        minor_of(typed, digits)


@given(
    st.text(st.sampled_from("0123456789 .,eE+-_€\u202f²٣xinfNa"), max_size=30), st.integers(0, 3)
)
def test_whatever_is_typed_is_an_amount_below_a_trillion_or_refused(text: str, digits: int) -> None:
    try:
        assert 0 <= minor_of(text, digits) < 10**12
    except ValueError as error:
        assert str(error)


@given(st.integers(0, 10**12 - 1))
def test_an_amount_that_a_form_shows_is_read_back(minor: int) -> None:
    assert minor_of(f"{minor // 100}.{minor % 100:02}", 2) == minor
    assert minor_of(f"{minor // 100:,}".replace(",", "\u202f") + f",{minor % 100:02}", 2) == minor
    assert whole_of(str(minor)) == minor
