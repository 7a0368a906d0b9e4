"""What a partner is told of their money adds up, and of what came it is counts alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.commission import (
    HOLD_REASONS,
    Cause,
    Commission,
    accrue,
    end_wait,
    hold,
    release,
)
from services.influencers.use_cases.portal.home import brought_by_day, kept_back
from shared.ledger import Balance, Ledger
from shared.money import Money

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
REASONS = st.sampled_from(HOLD_REASONS)


@dataclass(frozen=True)
class Told:
    """What happened to one commission."""

    amount: int
    holds: Sequence[str]
    waited: bool
    let_go: bool


HISTORIES = st.lists(
    st.builds(
        Told,
        st.integers(0, 10**9),
        st.lists(REASONS, max_size=3, unique=True),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)


def earned(told: Told, number: int) -> Commission:
    begun = Commission(
        id=f"c-{number}", workspace_id="w", program_id="p", partner_id="a", cause=Cause.SALE,
        ledger=Ledger("EUR"), created_at=AT, updated_at=AT, wait_until=AT + timedelta(days=14),
    )  # fmt: skip
    made, _ = accrue(begun, Money(told.amount, "EUR"), (), AT)
    for reason in told.holds:
        made, _ = hold(made, reason, cause=f"{number}:{reason}", by="ada", at=AT)
    if told.waited:
        made, _ = end_wait(made, AT + timedelta(days=14))
    if told.let_go and told.holds:
        made, _ = release(made, told.holds[0], by="ada", at=AT)
    return made


@given(HISTORIES)
def test_each_cent_that_is_kept_back_has_one_reason(told: list[Told]) -> None:
    commissions = [earned(each, number) for number, each in enumerate(told)]
    balance = Balance.of((each.ledger for each in commissions), "EUR")
    kept = kept_back(commissions, "EUR")
    assert Money.total((each.amount for each in kept), "EUR") == balance.pending + balance.held
    assert len({each.reason for each in kept}) == len(kept)
    assert all(each.amount.amount > 0 and each.lines > 0 for each in kept)


def test_a_time_that_ends_by_itself_says_when_and_any_other_reason_is_appealable() -> None:
    waits, held = Told(100, (), False, False), Told(250, ("checking",), False, False)
    first, second = kept_back([earned(waits, 1), earned(held, 2)], "EUR")
    assert (first.reason, first.until, first.appealable) == ("checking", None, True)
    assert (second.reason, second.appealable) == ("waited", False)
    assert second.until == AT + timedelta(days=14)


def came(number: int, cause: Cause, order: str, day: int, void: str = "") -> Commission:
    at = AT + timedelta(days=day)
    return Commission(
        id=f"c-{number}", workspace_id="w", program_id="p", partner_id="a", cause=cause,
        ledger=Ledger("EUR"), created_at=at, updated_at=at, wait_until=at, order_id=order,
        void=void,
    )  # fmt: skip


def test_an_order_counts_once_and_what_is_taken_back_does_not() -> None:
    found = brought_by_day(
        [
            came(1, Cause.SALE, "o-1", 0), came(2, Cause.SALE, "o-1", 0),
            came(3, Cause.SALE, "o-2", 0), came(4, Cause.LEAD, "e-1", 1),
            came(5, Cause.LEAD, "e-2", 1, "entry_withdrawn"), came(6, Cause.FEE, "", 1),
            came(7, Cause.LEAD, "e-3", 40),
        ],
        "2026-03-02",
        "2026-03-31",
    )  # fmt: skip
    assert {day: (each.entries, each.sales) for day, each in found.items()} == {
        "2026-03-02": (0, 2),
        "2026-03-03": (1, 0),
    }
