"""Instants as events and frozen documents write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events import BadInstant, instant_of, instant_text

instants = st.integers(0, 4_000_000_000_000).map(
    lambda since: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=since)
)


@given(instants)
def test_an_instant_is_read_as_it_was_written(instant):
    assert instant_of(instant_text(instant)) == instant


@pytest.mark.parametrize(
    "text", ["2026-03-29T16:00:00Z", "2026-02-30T16:00:00.000Z", "2026-03-29T16:00:00.000+00:00"]
)
def test_an_instant_has_one_way_to_be_written(text):
    with pytest.raises(BadInstant):
        instant_of(text)
