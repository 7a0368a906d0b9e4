"""Wall-clock times and instants."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.forms.wall_time import (
    BadWallTime,
    TwoReadings,
    fold_of,
    readings,
    to_instant,
    to_wall,
)

ZONES = st.sampled_from(["Europe/Paris", "America/Montreal", "Indian/Reunion", "UTC"])
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(microsecond=0, tzinfo=UTC)
)
TWICE, NEVER = "2026-10-25T02:30", "2027-03-28T02:30"


def test_a_time_that_a_clock_change_skips_moves_by_the_gap_as_was_chosen() -> None:
    assert readings(NEVER, "Europe/Paris") == (
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
    )
    later, sooner = (to_instant(NEVER, "Europe/Paris", fold=fold) for fold in (0, 1))
    assert to_wall(later, "Europe/Paris") == "2027-03-28T03:30"
    assert to_wall(sooner, "Europe/Paris") == "2027-03-28T01:30"


def test_a_time_that_a_clock_change_repeats_is_the_one_that_was_chosen() -> None:
    first, second = (to_instant(TWICE, "Europe/Paris", fold=fold) for fold in (0, 1))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second == first + timedelta(hours=1)
    assert [fold_of(each, "Europe/Paris") for each in (first, second)] == [0, 1]


@pytest.mark.parametrize(("text", "code"), [(TWICE, "hour_twice"), (NEVER, "hour_skipped")])
def test_nothing_is_chosen_in_silence(text: str, code: str) -> None:
    with pytest.raises(TwoReadings) as asked:
        to_instant(text, "Europe/Paris")
    assert asked.value.code == code


@given(INSTANTS, ZONES)
def test_an_instant_comes_back_from_its_wall_time_and_its_place(
    moment: datetime, zone: str
) -> None:
    assert to_instant(to_wall(moment, zone), zone, fold=fold_of(moment, zone)) == moment


@given(INSTANTS, ZONES, st.integers(0, 999))
def test_a_wall_time_that_was_not_touched_is_the_instant_that_it_showed(
    moment: datetime, zone: str, thousandths: int
) -> None:
    stored = moment.replace(microsecond=thousandths * 1000)
    assert to_instant(to_wall(stored, zone), zone, stored=stored) == stored
    elsewhere = stored + timedelta(days=2)
    fold = fold_of(elsewhere, zone)
    assert to_instant(to_wall(elsewhere, zone), zone, fold=fold, stored=stored) != stored


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
def test_what_is_no_time_or_no_zone_is_refused(text: str, zone: str) -> None:
    with pytest.raises(BadWallTime):
        to_instant(text, zone)
