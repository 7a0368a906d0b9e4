"""Dates, amounts and numbers in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from flask import g

from services.gateway.kit import formats

MOMENT = "2026-03-29T16:00:00.000Z"
NBSP, THIN = "\u00a0", "\u202f"


@pytest.fixture(params=["fr", "en"])
def lang(gateway, request):
    with gateway.app.test_request_context(f"/{request.param}/"):
        g.lang = request.param
        yield request.param


def test_a_date_names_day_hour_and_zone(lang):
    expected = {
        "fr": f"dimanche 29{NBSP}mars 2026 à 18{NBSP}h{NBSP}00, heure de Paris",
        "en": f"Sunday 29{NBSP}March 2026 at 18:00, Paris time",
    }
    assert formats.date_text(MOMENT, "Europe/Paris") == expected[lang]


def test_the_first_of_a_month_is_written_as_one_says_it(lang):
    first = {"fr": f"1ᵉʳ{NBSP}avr., 18{NBSP}h{NBSP}00", "en": f"1{NBSP}Apr, 18:00"}
    assert formats.short_text("2026-04-01T16:00:00Z", "Europe/Paris") == first[lang]


def test_seconds_are_shown_where_there_are_some(lang):
    at = formats.short_text("2026-03-29T16:00:07Z", "UTC")
    assert at.endswith({"fr": f"16{NBSP}h{NBSP}00{NBSP}min{NBSP}07{NBSP}s", "en": "16:00:07"}[lang])


@pytest.mark.parametrize(
    ("zone", "french"),
    [
        ("Europe/Paris", "heure de Paris"),
        ("Europe/Athens", "heure d’Athènes"),
        ("Africa/Cairo", "heure du Caire"),
        ("UTC", "temps universel (UTC)"),
        ("Etc/Zulu", "temps universel (UTC)"),
        ("America/Montreal", "heure de Toronto"),
        ("US/Eastern", "heure de New York"),
        ("Europe/Kiev", "heure de Kyiv"),
        ("Etc/GMT+5", "UTC−5"),
        ("Etc/GMT-14", "UTC+14"),
        ("Etc/Greenwich", "GMT"),
        ("Europe/Atlantis", "Europe/Atlantis"),
    ],
)
def test_zones_are_named_as_one_says_them(gateway, zone, french):
    with gateway.app.test_request_context("/fr/"):
        g.lang = "fr"
        assert formats.zone_text(zone) == french


def test_of_all_zones_that_a_contest_takes_only_universal_time_is_called_so(lang):
    universal = {"fr": "temps universel (UTC)", "en": "universal time (UTC)"}[lang]
    called = {zone for zone in available_timezones() if formats.zone_text(zone) == universal}
    at = datetime(2026, 7, 1, tzinfo=UTC)
    assert {"UTC", "Etc/UTC"} <= called
    assert {at.astimezone(ZoneInfo(zone)).tzname() for zone in called} == {"UTC"}
    offset = {zone: formats.zone_text(zone) for zone in available_timezones()}
    for zone, text in offset.items():
        if text.startswith("UTC"):
            hours = at.astimezone(ZoneInfo(zone)).utcoffset() / timedelta(hours=1)
            assert text == f"UTC{'+' if hours > 0 else '−'}{abs(hours):.0f}", zone


def test_amounts_and_numbers_are_spaced_by_the_language(lang):
    amount = {"fr": f"1{THIN}234,50{NBSP}€", "en": "€1,234.50"}
    assert formats.amount_text(123450, "EUR") == amount[lang]
    assert formats.amount_text(500, "JPY").strip("¥ JPY\u00a0円") == "500"
    assert formats.number_text(2318) == {"fr": f"2{THIN}318", "en": "2,318"}[lang]
    assert formats.percent_text(0.314) == {"fr": f"31,4{NBSP}%", "en": "31.4%"}[lang]


@pytest.mark.parametrize(
    ("seconds", "parts"),
    [(86400, (24, "hour")), (172800, (48, "hour")), (604800, (7, "day")), (90, (90, "second")),
     (3600, (1, "hour")), (0, (0, "second")), (300, (5, "minute"))],
)  # fmt: skip
def test_a_window_is_shown_in_the_largest_unit_that_divides_it(seconds, parts):
    assert formats.split_window(seconds) == parts


def test_windows_and_distances_are_words(lang):
    now = datetime(2026, 3, 26, tzinfo=UTC)
    assert formats.window_text(604800) == {"fr": f"7{NBSP}jours", "en": f"7{NBSP}days"}[lang]
    ago = formats.ago_text(now - timedelta(minutes=2), now)
    assert ago == {"fr": f"il y a 2{NBSP}minutes", "en": f"2{NBSP}minutes ago"}[lang]
    assert formats.date_text(None) == "–"
    assert formats.window_text(None) == "–"
