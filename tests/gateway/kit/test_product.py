"""A product brings its pages, words, place in the navigation and answers; nobody else knows it."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Blueprint, Flask, render_template, url_for
from prometheus_client import CollectorRegistry
from werkzeug.exceptions import NotFound

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.door.audience import audience_pages
from services.gateway.kit.product import Group, Link, Product
from services.gateway.kit.sentences import Words, sentence
from shared.webapp.permissions import open_to_all, requires
from tests.gateway.conftest import Browser, Gateway

PAGE = """{% extends "base_console.html" %}{% block title %}{{ _("Stalls") }}{% endblock %}
{% block main %}<h1>{{ _("Stalls") }}</h1><p>{{ said }}</p>
<img src="{{ asset("stall.svg") }}" alt="">{% endblock %}"""
FRENCH = """msgid ""
msgstr "Language: fr\\n"

msgid "Stalls"
msgstr "Étals"

msgid "%(field)s: every stall is let. Choose another day."
msgstr "%(field)s : tous les étals sont loués. Choisissez un autre jour."

msgid "Day"
msgstr "Jour"
"""


def stalls(folder: Path) -> Product:
    """Return a product with one page for the team and one for the audience."""
    for name, text in {
        "templates/list.html": PAGE,
        "translations/fr/stalls.po": FRENCH,
        "static/stall.svg": "<svg/>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    console, public = Blueprint("console", __name__), audience_pages()

    @console.get("/stalls")
    @requires("owner")
    def stalls() -> str:
        return render_template("stalls/list.html", said=sentence("all_let", "day"))

    @public.get("/stalls")
    @open_to_all
    def outside(workspace: str) -> str:
        if workspace != "maison-lumen":
            raise NotFound
        return f"{workspace} {url_for('contests.public.contest', slug='x')}"

    return Product(
        name="stalls",
        folder=folder,
        console=console,
        public=public,
        first_page="stalls.console.stalls",
        navigation=lambda: [Group("Market", [Link("Stalls", url_for("stalls.console.stalls"))])],
        words=Words(
            fields={"day": "Day"},
            sentences={"all_let": "%(field)s: every stall is let. Choose another day."},
        ),
        pieces={"contests.contest": lambda contest: f"<p id='stalls'>For {contest['id']}</p>"},
        before_flask=lambda _parts: _short,
    )


def _short(environ, start_response):
    if not environ["PATH_INFO"].startswith("/s/"):
        return None
    start_response("302 Found", [("Location", "/en/w/maison-lumen/stalls")])
    return [b""]


@pytest.fixture
def market(gateway: Gateway, tmp_path: Path) -> Flask:
    """Return an application that has that product after those that it has anyway."""
    parts = replace(gateway.parts, registry=CollectorRegistry())
    return create_app(parts, (*PRODUCTS, stalls(tmp_path / "stalls")))


def _signed_in(app: Flask) -> Browser:
    browser = Browser(app.test_client())
    browser.sign_in("owner@lumen.example", "correct horse battery")
    return browser


def test_its_page_speaks_its_own_words_in_both_languages(market):
    browser = _signed_in(market)
    page = BeautifulSoup(browser.get("/fr/stalls").text, "html.parser")
    assert page.h1.get_text() == "Étals"
    assert page.main.p.get_text() == "Jour : tous les étals sont loués. Choisissez un autre jour."
    page = BeautifulSoup(browser.get("/en/stalls").text, "html.parser")
    assert page.main.p.get_text() == "Day: every stall is let. Choose another day."
    assert browser.get(page.main.img["src"]).data == b"<svg/>"


def test_its_place_in_the_navigation_is_on_the_pages_of_the_others(market):
    page = BeautifulSoup(_signed_in(market).get("/en/contests").text, "html.parser")
    groups = [title.get_text() for title in page.select(".side h2")]
    assert groups == [
        "Launch",
        "Animate",
        "Draw",
        "Reward",
        "Keep",
        "Make known",
        "Market",
        "Watch over",
    ]
    assert page.select_one(".side a[href='/en/stalls']")


def test_its_piece_stands_on_the_page_of_another(market, gateway):
    gateway.services.add("c-1", state="open")
    page = BeautifulSoup(_signed_in(market).get("/en/contests/c-1").text, "html.parser")
    assert page.select_one("main #stalls").get_text() == "For c-1"


def test_its_public_page_is_of_a_workspace_that_exists(market):
    browser = Browser(market.test_client())
    assert browser.get("/fr/w/maison-lumen/stalls").text == "maison-lumen /fr/w/maison-lumen/c/x"
    assert browser.get("/fr/w/nobody/stalls").status_code == 404


def test_it_may_answer_before_flask_and_leaves_the_rest(market):
    browser = Browser(market.test_client())
    assert browser.get("/s/lamp").location == "/en/w/maison-lumen/stalls"
    assert browser.get("/en/sign-in").status_code == 200


def test_two_files_of_one_name_stop_the_start(gateway, tmp_path):
    parts = replace(gateway.parts, registry=CollectorRegistry())
    again = replace(stalls(tmp_path / "a"), name="again", folder=tmp_path / "b")
    stalls(tmp_path / "b")
    with pytest.raises(ValueError, match=r"stall\.svg"):
        create_app(parts, (*PRODUCTS, stalls(tmp_path / "a"), again))
