"""Whatever order entries come in, and however often: sums agree, nothing is paid twice."""

import random
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shared.ledger import Balance, Due, Entry, EntryKind, Ledger, Standing, due_now
from shared.money import Money

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
K = EntryKind


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def entry(kind: EntryKind, id: str, amount: int = 0, about: str = "") -> Entry:  # noqa: A002
    return Entry(id=id, kind=kind, at=AT, amount=amount, about=about)


def ledger(*entries: Entry) -> Ledger:
    return Ledger("EUR").with_entries(*entries)


ACCRUED = entry(K.ACCRUAL, "a", 1000)
LIFTED = entry(K.RELEASE, "r", about="a")
TAKEN = entry(K.PAYOUT, "payout:p", -1000, "p")
COMPLETED = entry(K.PAYOUT_COMPLETED, "payout_completed:p", about="p")
FAILED = entry(K.PAYOUT_FAILED, "payout_failed:p", 1000, "p")


def test_what_is_earned_is_pending_then_payable_then_on_its_way_then_paid() -> None:
    steps = [ACCRUED, LIFTED, TAKEN, COMPLETED]
    seen = [ledger(*steps[: count + 1]) for count in range(len(steps))]
    assert [each.standing for each in seen] == [
        Standing.PENDING,
        Standing.PAYABLE,
        Standing.PAYABLE,
        Standing.PAID,
    ]
    assert [each.payable for each in seen] == [euros(0), euros(1000), euros(0), euros(0)]
    assert [each.on_its_way for each in seen] == [euros(0), euros(0), euros(1000), euros(0)]
    assert [each.paid for each in seen] == [euros(0), euros(0), euros(0), euros(1000)]


def test_a_hold_keeps_back_until_its_own_release() -> None:
    held = ledger(ACCRUED, LIFTED, entry(K.HOLD, "h"), entry(K.HOLD, "i"))
    one_left = held.with_entries(entry(K.RELEASE, "r2", about="h"))
    free = one_left.with_entries(entry(K.RELEASE, "r3", about="i"))
    assert [each.standing for each in (held, one_left, free)] == [
        Standing.HELD,
        Standing.HELD,
        Standing.PAYABLE,
    ]
    assert (held.payable, free.payable) == (euros(0), euros(1000))


def test_what_was_taken_back_whole_is_reversed() -> None:
    assert ledger(ACCRUED, entry(K.REVERSAL, "x", -1000)).standing is Standing.REVERSED


def test_a_clawback_is_carried_even_while_a_hold_is_open() -> None:
    paid = ledger(ACCRUED, LIFTED, TAKEN, COMPLETED, entry(K.CLAWBACK, "x", -300))
    assert (paid.standing, paid.payable) == (Standing.PAID, euros(-300))
    assert paid.with_entries(entry(K.HOLD, "h")).payable == euros(-300)


def test_a_clawback_that_a_payout_carried_is_not_carried_again() -> None:
    paid = ledger(ACCRUED, LIFTED, TAKEN, COMPLETED, entry(K.CLAWBACK, "x", -300))
    carried = paid.with_entries(entry(K.PAYOUT, "payout:q", 300, "q"))
    assert carried.payable == euros(0)
    assert carried.with_entries(entry(K.PAYOUT_COMPLETED, "e", about="q")).paid == euros(700)


def test_money_that_came_back_is_owed_again_even_after_it_was_paid() -> None:
    returned = ledger(ACCRUED, LIFTED, TAKEN, COMPLETED, FAILED)
    assert (returned.standing, returned.payable) == (Standing.PAYABLE, euros(1000))
    assert returned.paid == euros(0)


def test_the_first_entry_of_an_id_stays() -> None:
    twice = ledger(ACCRUED, entry(K.ACCRUAL, "a", 5), entry(K.ACCRUAL, "a", 7))
    assert twice == ledger(ACCRUED)
    assert twice.with_entries(ACCRUED) is twice


kinds = st.sampled_from([K.ACCRUAL, K.HOLD, K.REVERSAL, K.CLAWBACK, K.ADJUSTMENT, K.PAYOUT])
amounts = st.integers(-5000, 5000)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries of every kind; releases and ends of payouts name what may or may not be there."""
    made: list[Entry] = []
    for place, kind in enumerate(draw(st.lists(kinds, min_size=1, max_size=12))):
        about = f"p{place}" if kind is K.PAYOUT else ""
        amount = 0 if kind is K.HOLD else draw(amounts)
        made.append(entry(kind, f"e{place}", amount, about))
        if kind in (K.ACCRUAL, K.HOLD) and draw(st.booleans()):
            made.append(entry(K.RELEASE, f"r{place}", about=f"e{place}"))
        if kind is K.PAYOUT and draw(st.booleans()):
            made.append(entry(K.PAYOUT_COMPLETED, f"c{place}", about=about))
        if kind is K.PAYOUT and draw(st.booleans()):
            made.append(entry(K.PAYOUT_FAILED, f"f{place}", -amount, about))
    return made


def told(one: Ledger) -> tuple[object, ...]:
    sums = (one.earned, one.owed, one.paid, one.on_its_way, one.payable)
    return (*sums, one.standing, one.payouts_on_their_way, frozenset(one.open_holds))


@given(histories(), st.randoms(use_true_random=False))
def test_neither_order_nor_repeats_change_anything(
    history: list[Entry], chance: random.Random
) -> None:
    shuffled = history + chance.choices(history, k=len(history))
    chance.shuffle(shuffled)
    assert told(ledger(*shuffled)) == told(ledger(*history))


@given(st.lists(histories(), max_size=4))
def test_the_parts_of_a_balance_add_up_to_what_was_earned(many: list[list[Entry]]) -> None:
    ledgers = [ledger(*history) for history in many]
    balance = Balance.of(ledgers, "EUR")
    assert balance.earned == Money.total((each.earned for each in ledgers), "EUR")
    assert balance.payable == Money.total((each.payable for each in ledgers), "EUR")


@given(histories())
def test_a_payout_takes_what_is_payable_once(history: list[Entry]) -> None:
    before = ledger(*history)
    taken = entry(K.PAYOUT, "payout:new", -before.payable.amount, "new")
    after = before.with_entries(taken)
    assert after.with_entries(taken) is after
    assert after.payable in (euros(0), min(after.owed, euros(0)))
    assert after.on_its_way == before.on_its_way + before.payable


@given(amounts, st.integers(0, 5000), st.booleans())
def test_nothing_negative_is_paid_and_nothing_above_what_is_payable(
    payable: int, minimum: int, leaving: bool
) -> None:
    due = due_now(euros(payable), euros(minimum), leaving=leaving)
    assert due.amount.amount in (0, max(payable, 0))
    assert due.amount.amount >= minimum or not due.amount or due.below_minimum
    assert due.carried == euros(max(-payable, 0))
    assert leaving or due.amount or due.missing == euros(max(minimum - payable, 0))


def test_a_small_sum_waits_and_is_paid_when_its_person_leaves() -> None:
    assert due_now(euros(1999), euros(2000)) == Due(euros(0), euros(1), euros(0))
    assert due_now(euros(500), euros(2000), leaving=True) == Due(
        euros(500), euros(0), euros(0), below_minimum=True
    )


def test_a_debt_is_carried_and_adds_to_what_is_missing() -> None:
    assert due_now(euros(-3), euros(20)) == Due(euros(0), euros(23), euros(3))
    assert due_now(euros(-3), euros(20), leaving=True) == Due(euros(0), euros(0), euros(3))
