"""Instants in words: one wording, on pages and in mails."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from shared import words

MOMENT = datetime(2026, 3, 29, 16, tzinfo=UTC)
NBSP = "\u00a0"
UNIVERSAL = {"fr": "temps universel (UTC)", "en": "universal time (UTC)"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", f"dimanche 29{NBSP}mars 2026 à 18{NBSP}h{NBSP}00, heure de Paris"),
        ("en", f"Sunday 29{NBSP}March 2026 at 18:00, Paris time"),
    ],
)
def test_a_date_names_day_hour_and_zone(language: str, said: str) -> None:
    assert words.date_text(MOMENT, "Europe/Paris", language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", f"1ᵉʳ{NBSP}avr., 18{NBSP}h{NBSP}00"), ("en", f"1{NBSP}Apr, 18:00")],
)
def test_the_first_of_a_month_is_written_as_one_says_it(language: str, said: str) -> None:
    first = datetime(2026, 4, 1, 16, tzinfo=UTC)
    assert words.short_text(first, "Europe/Paris", language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", f"9{NBSP}h{NBSP}05{NBSP}min{NBSP}07{NBSP}s"), ("en", "09:05:07")],
)
def test_seconds_are_said_where_there_are_some(language: str, said: str) -> None:
    assert words.hour_text(datetime(2026, 1, 1, 9, 5, 7, tzinfo=UTC), language) == said


@pytest.mark.parametrize(("hour", "offset"), [(0, "UTC+2"), (1, "UTC+1")])
def test_an_hour_that_comes_twice_is_said_with_which_one_is_meant(hour: int, offset: str) -> None:
    at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    said = words.date_text(at, "Europe/Paris", "en")
    assert said == f"Sunday 25{NBSP}October 2026 at 02:30 ({offset}), Paris time"
    assert words.short_text(at, "Europe/Paris", "en").endswith(f"02:30 ({offset})")
    assert "UTC" not in words.date_text(at + timedelta(hours=2), "Europe/Paris", "en")


@pytest.mark.parametrize(("language", "said"), [("fr", f"9{NBSP}h{NBSP}05"), ("en", "09:05")])
def test_when_something_happened_has_no_seconds(language: str, said: str) -> None:
    happened = datetime(2026, 1, 1, 9, 5, 7, 311_000, tzinfo=UTC)
    assert words.hour_text(happened, language) == said


@pytest.mark.parametrize(
    ("zone", "french"),
    [
        ("Europe/Paris", "heure de Paris"),
        ("Europe/Athens", "heure d’Athènes"),
        ("Europe/Istanbul", "heure d’Istanbul"),
        ("Asia/Yangon", "heure de Yangon"),
        ("Africa/Cairo", "heure du Caire"),
        ("UTC", "temps universel (UTC)"),
        ("Etc/Zulu", "temps universel (UTC)"),
        ("America/Montreal", "heure de Toronto"),
        ("America/Guadeloupe", "heure de la Guadeloupe"),
        ("America/Martinique", "heure de la Martinique"),
        ("America/Jamaica", "heure de la Jamaïque"),
        ("Indian/Reunion", "heure de La Réunion"),
        ("America/Barbados", "heure de La Barbade"),
        ("Atlantic/Bermuda", "heure des Bermudes"),
        ("Atlantic/Azores", "heure des Açores"),
        ("Atlantic/Cape_Verde", "heure du Cap-Vert"),
        ("Pacific/Marquesas", "heure des Marquises"),
        ("Pacific/Easter", "heure de l’Île de Pâques"),
        ("Indian/Mayotte", "heure de Mayotte"),
        ("America/Cayenne", "heure de Cayenne"),
        ("US/Eastern", "heure de New York"),
        ("Europe/Kiev", "heure de Kyiv"),
        ("Etc/GMT+5", "UTC−5"),
        ("Etc/GMT-14", "UTC+14"),
        ("Etc/Greenwich", "GMT"),
        ("Europe/Atlantis", "Europe/Atlantis"),
    ],
)
def test_zones_are_named_as_one_says_them(zone: str, french: str) -> None:
    assert words.zone_text(zone, "fr") == french


@pytest.mark.parametrize("language", ["fr", "en"])
def test_of_all_zones_that_a_contest_takes_only_universal_time_is_called_so(language: str) -> None:
    named = {zone: words.zone_text(zone, language) for zone in available_timezones()}
    called = {zone for zone, text in named.items() if text == UNIVERSAL[language]}
    at = datetime(2026, 7, 1, tzinfo=UTC)
    assert {"UTC", "Etc/UTC"} <= called
    assert {at.astimezone(ZoneInfo(zone)).tzname() for zone in called} == {"UTC"}
    for zone, text in named.items():
        if text.startswith("UTC"):
            offset = at.astimezone(ZoneInfo(zone)).utcoffset()
            assert offset is not None
            hours = offset / timedelta(hours=1)
            assert text == f"UTC{'+' if hours > 0 else '−'}{abs(hours):.0f}", zone


@pytest.mark.parametrize(
    ("language", "said"), [("fr", f"il y a 2{NBSP}minutes"), ("en", f"2{NBSP}minutes ago")]
)
def test_a_distance_is_words(language: str, said: str) -> None:
    assert words.ago_text(MOMENT - timedelta(minutes=2), MOMENT, language) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(days=6), f"dans 6{NBSP}jours"),
        (timedelta(days=11), f"dans 11{NBSP}jours"),
        (timedelta(days=14), f"dans 2{NBSP}semaines"),
        (timedelta(hours=22), f"dans 22{NBSP}heures"),
        (timedelta(days=320), f"dans 11{NBSP}mois"),
    ],
)
def test_a_distance_is_never_rounded_up_to_a_unit_that_is_not_whole(
    ahead: timedelta, said: str
) -> None:
    assert words.ago_text(MOMENT + ahead, MOMENT, "fr") == said


def test_a_language_that_is_not_known_is_english() -> None:
    assert words.moment_text(MOMENT, "UTC", "de") == f"Sunday 29{NBSP}March 2026 at 16:00"
