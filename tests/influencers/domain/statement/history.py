"""A commission to which anything may have happened, told by steps with their dates."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from services.influencers.domain.commission import (
    SENT_BACK,
    Commission,
    NotHeld,
    adjust,
    end_wait,
    follow,
    given_back,
    hold,
    paid,
    release,
    take,
)
from tests.influencers.domain.commission.begun import NOW, accrued, euros

# What happens, to which payout or by how many cents, and after how many hours.
Step = tuple[str, int, int]
steps = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["wait", "hold", "release", "take", "paid", "failed"]),
            st.integers(1, 3),
            st.integers(0, 700),
        ),
        st.tuples(
            st.sampled_from(["refunded", "corrected", "sent_back"]),
            st.integers(-900, 900),
            st.integers(0, 700),
        ),
    ),
    max_size=14,
)


def told(history: Iterable[Step]) -> Iterator[tuple[Commission, datetime]]:
    """Yield a commission as it was accrued, then after each step, with the date of that."""
    at, commission = NOW, replace(accrued(), wait_until=NOW)
    yield commission, at
    for number, (what, much, hours) in enumerate(history):
        at += timedelta(hours=hours)
        commission = _after(commission, what, much, f"{what}:{number}", at)
        yield commission, at


def _after(found: Commission, what: str, much: int, cause: str, at: datetime) -> Commission:
    payout = f"p{much}"
    match what:
        case "wait":
            return end_wait(found, at)[0]
        case "hold":
            return hold(found, "checking", cause=cause, by="ada", at=at)[0]
        case "release":
            with suppress(NotHeld):
                return release(found, "checking", by="ada", at=at)[0]
            return found
        case "take":
            return take(found, payout, at)[0]
        case "paid":
            return paid(found, payout, at)[0]
        case "failed":
            return given_back(found, payout, "returned", at)[0]
        case "refunded":
            earned = euros(abs(much))
            return follow(found, earned, cause=cause, reason="refunded", at=at)[0]
        case _:
            reason = SENT_BACK if what == "sent_back" else "goodwill"
            by, amount = "ada", euros(much or 1)
            return adjust(found, amount, cause=cause, reason=reason, by=by, at=at)[0]
