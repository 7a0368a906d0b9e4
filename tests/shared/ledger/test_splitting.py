"""A sum that is shared out loses no cent, and gives nobody a cent too many."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ledger import shared_out, split
from shared.money import Money

totals = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


@given(totals, weights)
def test_the_parts_add_up_to_the_total(total: int, among: list[int]) -> None:
    parts = split(total, among)
    assert sum(parts) == total
    assert len(parts) == len(among)


@given(totals, weights.filter(any))
def test_no_part_is_a_unit_away_from_its_share(total: int, among: list[int]) -> None:
    for part, weight in zip(split(total, among), among, strict=True):
        assert abs(part - Fraction(total * weight, sum(among))) < 1


@given(totals, weights)
def test_a_negative_total_is_split_as_its_opposite(total: int, among: list[int]) -> None:
    assert split(-total, among) == [-part for part in split(total, among)]


@given(st.integers(0, 10**12), weights.filter(any))
def test_who_weighs_nothing_gets_nothing_and_who_weighs_more_never_less(
    total: int, among: list[int]
) -> None:
    parts = split(total, among)
    for part, weight in zip(parts, among, strict=True):
        assert part == 0 or weight > 0
        assert all(part >= p for p, w in zip(parts, among, strict=True) if w < weight)


def test_of_equal_remainders_the_first_comes_first() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(2, [1, 1, 1]) == [1, 1, 0]
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]


def test_weights_that_are_all_nothing_count_alike() -> None:
    assert split(5, [0, 0]) == [3, 2]


def test_what_cannot_be_split_is_refused() -> None:
    assert split(0, []) == []
    with pytest.raises(ValueError, match="nobody"):
        split(1, [])
    with pytest.raises(ValueError, match="not negative"):
        split(1, [2, -1])


@pytest.mark.parametrize(
    ("currency", "lines", "expected"),
    [
        # 12.5 % of 0.99 over three lines: 0.12375, so 0.12 for the order.
        ("EUR", [33, 33, 33], [4, 4, 4]),
        ("EUR", [50, 30, 19], [6, 4, 2]),
        # A currency without digits behind the comma is split to its own unit.
        ("JPY", [33, 33, 33], [4, 4, 4]),
        ("JPY", [1, 1, 1], [0, 0, 0]),
    ],
)
def test_a_rate_is_rounded_once_for_the_order_and_shared_over_its_lines(
    currency: str, lines: list[int], expected: list[int]
) -> None:
    amounts = [Money(amount, currency) for amount in lines]
    earned = Money.total(amounts, currency).portion(125, 1000)
    assert shared_out(earned, amounts) == [Money(part, currency) for part in expected]
