"""The page about data and the legal notice: made from settings, linked from every foot."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from services.gateway.kit.legal import Legal
from services.gateway.kit.parts import KEY
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import ASKED, Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import OWN

KEPT: dict[str, Any] = {"data": {**ASKED["data"], "newsletter_years": 2}}
ORGANISER = {
    "name": "Maison Lumen",
    "legal_form": "SAS",
    "address": "12 rue des Lilas, 75011 Paris",
    "contact": "donnees@lumen.example",
}
SAID = Legal(
    publisher="Maison Lumen SAS, RCS Paris 123 456 789",
    director="Inès Robert",
    contact="contact@lumen.example",
    host="Exemple SAS, 59100 Roubaix",
    dpo="dpo@site.example",
    processors="Exemple SAS (hébergement)",
    transfers="aucun hors Suisse",
    authority="CNIL, 3 place de Fontenoy",
)


def told(application: Flask, legal: Legal) -> None:
    """Let the settings of the site say this."""
    application.extensions[KEY] = replace(application.extensions[KEY], legal=legal)


def page(fair: Fair, language: str = "fr", **settings: Any) -> str:
    contest = fair.opened(**settings)
    return words(fair.someone().get(fair.page(contest, "/data", language)))


def test_it_says_who_answers_and_whom_to_write_to(fair: Fair, application: Flask) -> None:
    told(application, SAID)
    said = page(fair, organiser=ORGANISER)
    for each in (*ORGANISER.values(), SAID.dpo, SAID.processors, SAID.transfers, SAID.authority):
        assert each in said


def test_the_officer_of_the_contest_comes_before_that_of_the_site(
    fair: Fair, application: Flask
) -> None:
    told(application, SAID)
    said = page(fair, organiser={**ORGANISER, "dpo": "dpo@lumen.example"})
    assert "dpo@lumen.example" in said
    assert SAID.dpo not in said


def test_what_nobody_said_is_left_out_and_nothing_is_made_up(fair: Fair) -> None:
    said = page(fair)
    assert "délégué" not in said
    assert "Aucun transfert hors de l’Espace économique européen n’est déclaré." in said


@pytest.mark.parametrize(
    ("language", "title", "kept"),
    [
        ("fr", "La lettre d’information", "gardé 2 ans après votre dernier contact"),
        ("en", "The newsletter", "kept 2 years after your last contact"),
    ],
)
def test_the_newsletter_is_a_purpose_where_it_is_asked(
    fair: Fair, language: str, title: str, kept: str
) -> None:
    said = page(fair, language, **KEPT)
    assert title in said
    assert kept in said
    without = {"data": {"retention_days": 30, "opt_in": False}}
    assert title not in page(fair, language, **without)


def test_each_purpose_has_its_basis_and_its_end(fair: Fair) -> None:
    contest = fair.opened(**KEPT)
    cards = read(fair.someone().get(fair.page(contest, "/data"))).select("main .card h3")
    assert len(cards) == 6
    for card in cards:
        lines = card.parent.select("dd")
        assert len(lines) == 2
        assert all(line.get_text().strip() for line in lines)


def test_the_notice_names_publisher_and_host(fair: Fair, application: Flask) -> None:
    told(application, SAID)
    said = words(fair.someone().get("/fr/legal"))
    for each in (SAID.publisher, SAID.director, SAID.contact, SAID.host):
        assert each in said


def test_a_site_that_names_no_publisher_says_so(fair: Fair) -> None:
    assert "has not said yet who publishes it" in words(fair.someone().get("/en/legal"))


def test_every_public_page_leads_to_both_from_its_foot(fair: Fair) -> None:
    def led(path: str) -> bool:
        foot = [each["href"] for each in read(fair.someone().get(path)).select("footer a")]
        notice = f"/{path.split('/')[1]}/legal"
        return notice in foot and any(each.endswith("/data") for each in foot)

    contest = fair.opened()
    fair.someone().enter(fair.page(contest))
    confirm = fair.mailed("/confirm/")
    fair.confirmed(contest, email="b@example.org", opt_in="yes")
    own, stop = fair.mailed(OWN), fair.mailed("/unsubscribe")
    paths = [confirm, own, stop, *(f"{own}/{ending}" for ending in ("correct", "withdraw"))]
    paths += [fair.page(contest, ending) for ending in ("", "/rules", "/thanks", "/data")]
    assert [path for path in paths if not led(path)] == []
    drawn = fair.world.drawn(9, **ASKED)
    Pump(fair.world).run()
    paths = [fair.page(drawn, ending) for ending in ("", "/certificate", "/list")]
    claim = fair.mailed("/claim/")
    assert [path for path in (*paths, claim, f"{claim}/decline") if not led(path)] == []


def test_an_address_that_leads_nowhere_has_the_notice_at_its_foot(fair: Fair) -> None:
    for path in (f"/fr/w/{WORKSPACE}/c/nothing", "/fr/w/nobody/c/nothing"):
        answer = fair.someone().get(path)
        assert answer.status_code == 404
        assert "/fr/legal" in [each["href"] for each in read(answer).select("footer a")]
