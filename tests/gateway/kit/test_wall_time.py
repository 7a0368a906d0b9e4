"""Wall-clock times and instants."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.kit.wall_time import BadWallTime, rfc3339, to_instant, to_wall

ZONES = st.sampled_from(["Europe/Paris", "America/Montreal", "Indian/Reunion", "UTC"])
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(microsecond=0, tzinfo=UTC)
)


def test_a_time_that_a_clock_change_skips_moves_forward_by_the_gap():
    assert to_instant("2026-03-29T02:30", "Europe/Paris") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert to_wall(to_instant("2026-03-29T02:30", "Europe/Paris"), "Europe/Paris").endswith("03:30")


def test_a_time_that_a_clock_change_repeats_is_the_first():
    first = to_instant("2026-10-25T02:30", "Europe/Paris")
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(INSTANTS, ZONES)
def test_an_instant_comes_back_from_its_wall_time_or_is_the_second_of_a_repeated_hour(moment, zone):
    back = to_instant(to_wall(moment, zone), zone)
    assert back in (moment, moment - timedelta(hours=1))
    assert to_wall(back, zone) == to_wall(moment, zone)


@given(INSTANTS, ZONES, st.integers(0, 999))
def test_a_wall_time_that_was_not_touched_is_the_instant_that_it_showed(moment, zone, thousandths):
    stored = moment.replace(microsecond=thousandths * 1000)
    assert to_instant(to_wall(stored, zone), zone, stored) == stored
    elsewhere = stored + timedelta(days=2)
    assert to_instant(to_wall(elsewhere, zone), zone, stored) != stored


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("", "UTC"),
        ("soon", "UTC"),
        ("2026-02-30T10:00", "UTC"),
        ("1926-01-01T10:00", "UTC"),
        ("2026-01-01T10:00+01:00", "UTC"),
        ("2026-01-01T10:00", "Europe/Atlantis"),
        ("2026-01-01T10:00", "../etc/passwd"),
        ("2026-01-01T10:00", ""),
    ],
)
def test_what_is_no_time_or_no_zone_is_refused(text, zone):
    with pytest.raises(BadWallTime):
        to_instant(text, zone)


def test_instants_are_written_with_milliseconds_in_utc():
    moment = to_instant("2026-03-29T18:00:01.250", "Europe/Paris")
    assert rfc3339(moment) == "2026-03-29T16:00:01.250Z"
