"""A shop's orders and refunds, in whatever order the news comes."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.commission import (
    MOST_MINOR_UNITS,
    BadAmount,
    Line,
    Order,
    Rate,
    Refund,
    RefundDiffers,
    RefundTooLarge,
    SaleDiffers,
    TooManyRefunds,
    correct,
    earned_by_lines,
    refund,
    sell,
    within,
)
from shared.money import Money
from tests.influencers.domain.commission.begun import NOW, euros, order


def back(id: str, amount: int, line: str = "") -> Refund:  # noqa: A002 - the field's word
    return Refund(id, euros(amount), NOW, line)


def refunded(sold: Order, *refunds: Refund) -> dict[str, int]:
    for each in refunds:
        sold = refund(sold, each)
    return {line: amount.amount for line, amount in sold.refunded.items()}


def test_a_refund_of_the_whole_order_is_shared_over_what_is_left_of_its_lines() -> None:
    assert refunded(order(600, 400), back("r", 500)) == {"l0": 300, "l1": 200}
    assert refunded(order(600, 400), back("r", 600, "l0"), back("s", 100)) == {"l0": 600, "l1": 100}


def test_a_refund_that_comes_before_its_sale_waits_for_it() -> None:
    early = refund(order(), back("r", 300))
    assert early.unplaced == euros(300)
    sold = sell(early, [Line("l0", euros(1000))], NOW)
    assert (sold.net, sold.unplaced) == ({"l0": euros(700)}, euros(0))


def test_an_early_refund_that_is_larger_than_the_sale_takes_no_more_than_there_was() -> None:
    sold = sell(refund(order(), back("r", 3000)), [Line("l0", euros(1000))], NOW)
    assert (sold.net, sold.unplaced) == ({"l0": euros(0)}, euros(2000))


def test_a_refund_counts_once_and_says_the_same() -> None:
    once = refund(order(1000), back("r", 300))
    again = Refund("r", euros(300), NOW + timedelta(days=1))
    assert refund(once, again) is once
    with pytest.raises(RefundDiffers):
        refund(once, back("r", 301))


def test_a_refund_larger_than_what_is_left_is_refused_and_told_what_is() -> None:
    once = refund(order(600, 400), back("r", 300, "l0"))
    with pytest.raises(RefundTooLarge) as refused:
        refund(once, back("s", 301, "l0"))
    assert refused.value.extra == {"left": {"amount": 300, "currency": "EUR"}}
    with pytest.raises(RefundTooLarge) as refused:
        refund(once, back("s", 701))
    assert refused.value.extra == {"left": {"amount": 700, "currency": "EUR"}}


def test_no_sum_of_an_order_passes_what_every_reader_of_json_takes() -> None:
    half = 2**52
    with pytest.raises(BadAmount) as refused:
        sell(order(), [Line("l0", euros(half)), Line("l1", euros(half))], NOW)
    assert [(each.field, each.code) for each in refused.value.fields] == [("lines", "too_large")]
    early = refund(order(), back("r", half))
    with pytest.raises(BadAmount) as refused:
        refund(early, back("s", half))
    assert [(each.field, each.code) for each in refused.value.fields] == [("amount", "too_large")]
    assert refund(early, back("r", half)) is early


def test_an_order_has_no_more_refunds_than_a_document_holds() -> None:
    many = tuple(back(f"r{number}", 1) for number in range(1_000))
    for told in (replace(order(), refunds=many), replace(order(5_000), refunds=many)):
        with pytest.raises(TooManyRefunds):
            refund(told, back("one", 1))
        assert refund(told, many[0]) is told
    with pytest.raises(TooManyRefunds):
        correct(replace(order(5_000), refunds=many), back("one", 1, "l0"))


def test_a_sale_is_told_once_and_says_the_same() -> None:
    sold = order(600, 400)
    assert sell(sold, list(reversed(sold.lines)), NOW + timedelta(days=1)) is sold
    for other in ([Line("l0", euros(600))], [Line("l0", euros(600)), Line("l1", euros(401))]):
        with pytest.raises(SaleDiffers):
            sell(sold, other, NOW)
    with pytest.raises(SaleDiffers):
        sell(order(), [Line("l0", euros(1)), Line("l0", euros(1))], NOW)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (euros(-1), "too_small"),
        (Money(5, "USD"), "other_currency"),
        (euros(MOST_MINOR_UNITS + 1), "too_large"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_by_its_field(amount: Money, code: str) -> None:
    with pytest.raises(BadAmount) as refused:
        sell(order(), [Line("l0", euros(1)), Line("l1", amount)], NOW)
    assert [(e.field, e.code) for e in refused.value.fields] == [("lines.1.amount", code)]
    with pytest.raises(BadAmount) as refused:
        refund(order(10), Refund("r", amount, NOW))
    assert [(e.field, e.code) for e in refused.value.fields] == [("amount", code)]


lines = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)
rates = st.builds(Rate, st.integers(0, 1000), st.none() | st.integers(0, 10**5).map(euros))
some = st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from(["", "l0", "l1"])), max_size=6)


@given(lines, some, st.integers(0, 6), st.randoms(use_true_random=False))
def test_what_is_left_does_not_depend_on_the_order_of_news(
    sold: list[int], refunds: list[tuple[int, str]], early: int, chance: random.Random
) -> None:
    told = [back(f"r{place}", *each) for place, each in enumerate(refunds)]
    before = order()
    for each in told:
        before = refund(before, each)
    made = [Line(f"l{place}", euros(each)) for place, each in enumerate(sold)]
    expected = sell(before, made, NOW).net
    shuffled = told + told[:2]
    chance.shuffle(shuffled)
    other = order()
    for each in shuffled:
        other = refund(other, each)
    assert sell(other, made, NOW).net == expected
    assert all(
        euros(0) <= left <= line.amount for left, line in zip(expected.values(), made, strict=True)
    )


@given(lines, some, rates)
def test_lines_earn_together_what_the_order_earns_rounded_once(
    sold: list[int], refunds: list[tuple[int, str]], rate: Rate
) -> None:
    before = order()
    for place, each in enumerate(refunds):
        before = refund(before, back(f"r{place}", *each))
    whole = sell(before, [Line(f"l{p}", euros(each)) for p, each in enumerate(sold)], NOW)
    left = Money.total(whole.net.values(), "EUR")
    expected = left.portion(rate.share, 1000)
    if rate.flat is not None:
        total = whole.total.amount
        expected = rate.flat.portion(left.amount, total) if total else rate.flat
    assert Money.total(earned_by_lines(whole, rate).values(), "EUR") == expected


@pytest.mark.parametrize(("currency", "lines"), [("EUR", [33, 33, 33]), ("JPY", [33, 33, 33])])
def test_twelve_and_a_half_per_cent_of_ninety_nine_over_three_lines(
    currency: str, lines: list[int]
) -> None:
    earned = earned_by_lines(order(*lines, currency=currency), Rate(share=125))
    assert [each.amount for each in earned.values()] == [4, 4, 4]


def test_a_flat_sum_goes_down_in_proportion() -> None:
    flat = Rate(flat=euros(500))
    assert earned_by_lines(order(600, 400), flat) == {"l0": euros(300), "l1": euros(200)}
    half = refund(order(600, 400), back("r", 500))
    assert earned_by_lines(half, flat) == {"l0": euros(150), "l1": euros(100)}
    assert earned_by_lines(order(0), flat) == {"l0": euros(500)}


def test_a_cap_leaves_what_is_left_of_it_and_never_less_than_nothing() -> None:
    assert within(None, euros(900), euros(200)) == euros(200)
    assert within(euros(1000), euros(900), euros(200)) == euros(100)
    assert within(euros(1000), euros(1200), euros(200)) == euros(0)
