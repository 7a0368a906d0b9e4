"""Money never mixes currencies and never loses a cent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.money import CurrencyMismatch, Money

amounts = st.integers(-(10**15), 10**15)
euros = amounts.map(lambda amount: Money(amount, "EUR"))


@given(euros, euros, euros)
def test_sums_do_not_depend_on_their_order(a: Money, b: Money, c: Money) -> None:
    assert (a + b) + c == c + (b + a)
    assert a - b == a + -b
    assert Money.total([a, b, c], "EUR").amount == a.amount + b.amount + c.amount


@given(euros)
def test_money_survives_json(money: Money) -> None:
    assert Money.from_json(money.to_json()) == money


@given(euros, euros)
def test_money_compares_as_its_amounts(a: Money, b: Money) -> None:
    assert (a < b) == (a.amount < b.amount)
    assert (a >= b) == (a.amount >= b.amount)


@given(amounts, st.integers(-10_000, 10_000), st.integers(1, 10_000))
def test_a_portion_is_the_nearest_cent(amount: int, numerator: int, denominator: int) -> None:
    exact = Fraction(amount * numerator, denominator)
    portion = Money(amount, "EUR").portion(numerator, denominator)
    assert abs(portion.amount - exact) <= Fraction(1, 2)
    assert -portion == Money(-amount, "EUR").portion(numerator, denominator)


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    assert Money(5, "EUR").portion(1, 10) == Money(1, "EUR")
    assert Money(-5, "EUR").portion(1, 10) == Money(-1, "EUR")


def test_two_currencies_do_not_meet() -> None:
    euro, dollar = Money(1, "EUR"), Money(1, "USD")
    assert euro != dollar
    for operation in ("__add__", "__sub__", "__lt__", "__ge__"):
        with pytest.raises(CurrencyMismatch):
            getattr(euro, operation)(dollar)
    with pytest.raises(CurrencyMismatch):
        Money.total([euro], "USD")


@pytest.mark.parametrize("amount", [1.0, "1", True, None])
def test_an_amount_is_a_whole_number(amount: object) -> None:
    with pytest.raises(TypeError):
        Money(amount, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "€", None])
def test_a_currency_has_three_capital_letters(currency: object) -> None:
    with pytest.raises(ValueError, match="three capital letters"):
        Money(1, currency)  # type: ignore[arg-type]


def test_money_is_not_multiplied_by_a_float() -> None:
    assert 3 * Money(5, "EUR") == Money(15, "EUR")
    for wrong in (0.5, True):
        with pytest.raises(TypeError):
            Money(5, "EUR") * wrong  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(5, "EUR").portion(0.5, 1)  # type: ignore[arg-type]


def test_nothing_is_false() -> None:
    assert not Money.zero("EUR")
    assert Money(1, "EUR")
