"""Statements of months: they add up to the ledger, and what comes later changes none."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.commission import (
    Commission,
    adjust,
    follow,
    given_back,
    hold,
    paid,
    take,
)
from services.influencers.domain.statement import (
    Brought,
    Change,
    Kept,
    Line,
    Month,
    line_of,
    paid_line_of,
    part_of,
)
from shared.ledger import Standing
from shared.money import Money
from tests.influencers.domain.commission.begun import AFTER, NOW, accrued, euros, payable
from tests.influencers.domain.statement.history import Step, steps, told

JUNE, JULY, AUGUST = Month(2026, 6), Month(2026, 7), Month(2026, 8)
LATER = datetime(2026, 8, 3, 12, tzinfo=UTC)


def of(commission: Commission, month: Month) -> Line:
    return line_of(commission, month.since, month.until)


def figures(change: Change) -> tuple[int, ...]:
    """Opening, earned, taken back, corrected, paid, came back, closing."""
    amounts = (
        *(change.opening, change.earned, change.taken_back, change.corrected),
        *(change.paid, change.came_back, change.closing),
    )
    return tuple(each.amount for each in amounts)


@given(steps)
def test_the_months_of_any_history_add_up_to_its_ledger(history: list[Step]) -> None:
    *_, (commission, end) = told(history)
    months = [*Month.of(NOW).back_from(Month.of(end))][::-1]
    lines = [of(commission, each) for each in months]
    ledger, nothing = commission.ledger, euros(0)
    assert lines[0].change.opening == nothing
    assert all(a.change.closing == b.change.opening for a, b in pairwise(lines))
    moved = Money.total((each.change.moved for each in lines), "EUR")
    assert moved == lines[-1].change.closing == ledger.earned - ledger.paid
    assert Money.total((each.change.earned for each in lines), "EUR") == euros(1000)
    brought = Money.total((m for each in lines for m in each.brought.values()), "EUR")
    assert brought == ledger.paid
    for each in lines:
        left = each.balance
        assert left.pending + left.held + left.payable + left.on_its_way == each.change.closing


@given(steps)
def test_a_month_that_is_over_does_not_change_by_what_comes_later(history: list[Step]) -> None:
    seen = list(told(history))
    whole, end = seen[-1]
    for (so_far, _), (_, following) in pairwise(seen):
        for month in Month.of(NOW).back_from(Month.of(end)):
            if month.until <= following:
                assert of(so_far, month) == of(whole, month)


@given(st.lists(steps, max_size=5))
def test_a_part_is_the_sum_of_its_lines(histories: list[list[Step]]) -> None:
    lines = [of([*told(each)][-1][0], JULY) for each in histories]
    part = part_of([each for each in lines if each.counts], "EUR")
    assert part.change == Change.total((each.change for each in lines), "EUR")
    left = part.balance
    assert left.pending + left.held + left.payable + left.on_its_way == part.change.closing
    assert Money.total((each.amount for each in part.kept), "EUR") == left.pending + left.held
    assert part.change == Change.total((each.change for each in part.lines), "EUR")


def test_what_is_earned_in_one_month_and_paid_in_the_next_stands_in_each() -> None:
    taken = take(payable(), "p", AFTER)[0]
    done = paid(taken, "p", LATER)[0]
    assert figures(of(done, JUNE).change) == (0, 1000, 0, 0, 0, 0, 1000)
    assert figures(of(done, JULY).change) == (1000, 0, 0, 0, 0, 0, 1000)
    assert figures(of(done, AUGUST).change) == (1000, 0, 0, 0, -1000, 0, 0)
    assert of(done, JULY).balance.on_its_way == euros(1000)
    assert of(done, AUGUST).brought == {"p": euros(1000)}


def test_what_was_paid_and_came_back_is_owed_again_from_then_on() -> None:
    done = paid(take(payable(), "p", AFTER)[0], "p", AFTER)[0]
    returned = given_back(done, "p", "returned", LATER)[0]
    assert figures(of(returned, JULY).change) == (1000, 0, 0, 0, -1000, 0, 0)
    assert figures(of(returned, AUGUST).change) == (0, 0, 0, 0, 0, 1000, 1000)
    assert of(returned, AUGUST).brought == {"p": euros(-1000)}


def test_a_refund_after_a_payout_is_a_debt_that_is_carried_with_its_reason() -> None:
    done = paid(take(payable(), "p", AFTER)[0], "p", AFTER)[0]
    refunded = follow(done, euros(700), cause="r", reason="refunded", at=LATER)[0]
    line = of(refunded, AUGUST)
    assert (figures(line.change), line.because) == ((0, 0, -300, 0, 0, 0, -300), ("refunded",))
    assert part_of([line], "EUR").balance.payable == euros(-300)
    carried = paid(take(refunded, "q", LATER)[0], "q", LATER)[0]
    assert figures(of(carried, AUGUST).change) == (0, 0, -300, 0, 300, 0, 0)
    assert part_of([of(carried, AUGUST)], "EUR").brought == (Brought("q", euros(-300)),)


def test_a_part_that_the_provider_took_back_came_back_and_was_not_corrected() -> None:
    done = paid(take(payable(), "p", AFTER)[0], "p", AFTER)[0]
    back = adjust(done, euros(250), cause="c", reason="sent_back", by="payments", at=LATER)[0]
    assert figures(of(back, AUGUST).change) == (0, 0, 0, 0, 0, 250, 250)
    given = adjust(done, euros(250), cause="c", reason="goodwill", by="ada", at=LATER)[0]
    assert figures(of(given, AUGUST).change) == (0, 0, 0, 250, 0, 0, 250)


def test_what_is_kept_back_stands_under_its_first_reason_once() -> None:
    waits, other = accrued(400, line="a"), accrued(600, "burst", "dispute", line="b")
    held = hold(payable(line="c"), "checking", cause="h", by="ada", at=AFTER)[0]
    part = part_of([of(each, JULY) for each in (waits, other, held)], "EUR")
    assert [(each.reason, each.count, each.amount.amount) for each in part.kept] == [
        ("burst", 1, 600),
        ("checking", 1, 1000),
        ("waited", 1, 400),
    ]
    assert part.kept[2] == Kept("waited", 1, euros(400), AFTER)
    assert (part.balance.pending, part.balance.held) == (euros(400), euros(1600))
    assert of(other, JULY).standing is Standing.HELD


def test_what_is_over_and_done_is_no_line_of_a_later_month() -> None:
    done = paid(take(payable(), "p", AFTER)[0], "p", AFTER)[0]
    assert (of(done, JULY).counts, of(done, AUGUST).counts) == (True, False)
    assert of(payable(), AUGUST).counts


def test_a_line_of_a_payout_says_what_it_is_made_of() -> None:
    first = paid(take(payable(), "p", AFTER)[0], "p", AFTER)[0]
    refunded = follow(first, euros(700), cause="r", reason="refunded", at=LATER)[0]
    second = take(refunded, "q", LATER)[0]
    later = follow(second, euros(100), cause="r2", reason="refunded", at=LATER)[0]
    one, other = paid_line_of(later, "p"), paid_line_of(later, "q")
    assert (one.earned, one.taken_back, one.paid_before, one.amount) == (
        *(euros(1000), euros(0), euros(0)),
        euros(1000),
    )
    assert (other.earned, other.taken_back, other.paid_before, other.amount) == (
        *(euros(1000), euros(-300), euros(-1000)),
        euros(-300),
    )


@given(steps, st.sampled_from(["p1", "p2", "p3"]))
def test_the_line_of_a_payout_is_what_it_took(history: list[Step], payout: str) -> None:
    *_, (commission, _) = told(history)
    taken = [e.amount for e in commission.ledger.entries if e.id == f"payout:{payout}"]
    assert paid_line_of(commission, payout).amount == euros(-sum(taken))
