"""A month begins and ends by the clocks of the house's zone."""

from datetime import UTC, datetime, timedelta

import pytest

from services.influencers.domain.statement import Month
from shared.errors import NotFound


def test_a_month_lasts_from_midnight_to_midnight_also_where_the_clocks_change() -> None:
    march = Month(2026, 3)
    assert march.since == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert march.until == datetime(2026, 3, 31, 22, tzinfo=UTC)
    last = march.until - timedelta(microseconds=1)
    assert (Month.of(last), Month.of(march.until)) == (march, Month(2026, 4))


def test_december_is_followed_by_january() -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert [each.name for each in Month(2026, 11).back_from(Month(2027, 1))] == [
        *("2027-01", "2026-12", "2026-11"),
    ]
    assert [*Month(2027, 1).back_from(Month(2026, 12))] == []


def test_a_month_is_settled_once_no_worker_can_still_write_into_it() -> None:
    month = Month(2026, 3)
    assert not month.settled(month.until)
    assert month.settled(month.until + timedelta(hours=1))


@pytest.mark.parametrize(
    "name", ["", "2026-13", "2026-00", "2026-3", "26-03", "2026-03 ", "1999-1"]
)
def test_what_names_no_month_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        Month.named(name)


def test_a_name_is_read_as_it_is_written() -> None:
    assert Month.named(Month(2026, 3).name) == Month(2026, 3)
