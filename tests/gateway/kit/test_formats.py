"""Words for dates and amounts, in the language of the page."""

from datetime import UTC, datetime

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


def test_an_instant_of_the_api_is_said_in_the_language_of_the_page(lang):
    expected = {
        "fr": f"dimanche 29{NBSP}mars 2026 à 18{NBSP}h{NBSP}00, heure de Paris",
        "en": f"Sunday 29{NBSP}March 2026 at 18:00, Paris time",
    }
    assert formats.date_text(MOMENT, "Europe/Paris") == expected[lang]
    short = {"fr": f"29{NBSP}mars, 18{NBSP}h{NBSP}00", "en": f"29{NBSP}Mar, 18:00"}
    assert formats.hour_label("2026-03-29T16", "Europe/Paris") == short[lang]


def test_so_are_quantities(lang):
    assert formats.amount_text(123450) == {"fr": f"1{THIN}234,50{NBSP}€", "en": "€1,234.50"}[lang]
    assert formats.number_text(2318) == {"fr": f"2{THIN}318", "en": "2,318"}[lang]
    assert formats.percent_text(0.314) == {"fr": f"31,4{NBSP}%", "en": "31.4%"}[lang]
    assert formats.window_text(604800) == {"fr": f"7{NBSP}jours", "en": f"7{NBSP}days"}[lang]


def test_a_distance_is_told_from_an_instant_of_the_api(lang):
    now = datetime(2026, 3, 29, 16, 2, tzinfo=UTC)
    ago = {"fr": f"il y a 2{NBSP}minutes", "en": f"2{NBSP}minutes ago"}
    assert formats.ago_text(MOMENT, now) == ago[lang]


def test_what_is_not_there_is_a_dash(lang):
    assert formats.date_text(None) == formats.short_text("") == formats.window_text(None) == "–"
