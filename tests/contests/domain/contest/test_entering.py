"""Entries and confirmations count up to an instant, and not at it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contests.domain.contest import (
    Contest,
    State,
    accept_entry,
    takes_confirmations,
)
from services.contests.domain.errors import ContestClosed, ContestNotOpen
from shared.errors import NotFound
from shared.events import instant_text

OPENS = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=6)
MOMENT = timedelta(milliseconds=1)
SETTINGS: dict[str, Any] = {
    "opens_at": instant_text(OPENS),
    "closes_at": instant_text(CLOSES),
    "confirm_within": 3600,
    "review_within": 7200,
    "draw_at": instant_text(CLOSES + timedelta(hours=5)),
    "claims_end_at": instant_text(CLOSES + timedelta(days=30)),
}
OPEN = Contest(
    id="c-1",
    workspace_id="w",
    slug="draw",
    created_at=OPENS,
    updated_at=OPENS,
    state=State.OPEN,
    settings=SETTINGS,
    opened_at=OPENS,
)


@given(st.integers(-(10**8), 10**8))
def test_an_entry_counts_from_the_opening_until_the_instant_of_closing(offset: int) -> None:
    at = CLOSES + timedelta(milliseconds=offset)
    counted = True
    try:
        accept_entry(OPEN, at)
    except (ContestClosed, ContestNotOpen):
        counted = False
    assert counted is (OPENS <= at < CLOSES)


@given(st.integers(-(10**8), 10**8))
def test_a_confirmation_counts_until_the_instant_of_its_limit(offset: int) -> None:
    at = CLOSES + timedelta(hours=1, milliseconds=offset)
    assert takes_confirmations(OPEN, at) is (offset < 0)


@pytest.mark.parametrize("state", [State.SEALED, State.DRAWN, State.SETTLED, State.CANCELLED])
def test_a_contest_that_is_over_takes_nothing_whatever_its_dates(state: State) -> None:
    over = replace(OPEN, state=state)
    with pytest.raises(ContestClosed):
        accept_entry(over, OPENS)
    assert not takes_confirmations(over, OPENS)


def test_a_contest_whose_sealing_began_takes_nothing() -> None:
    sealing = replace(OPEN, state=State.CLOSED, sealing_at=OPENS)
    with pytest.raises(ContestClosed):
        accept_entry(sealing, OPENS)
    assert not takes_confirmations(sealing, OPENS)


def test_a_draft_does_not_exist_for_entrants() -> None:
    with pytest.raises(NotFound):
        accept_entry(replace(OPEN, state=State.DRAFT, opened_at=None), OPENS)
