"""A winner's page: accepting, giving up, coming too late."""

from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import (
    claim_link,
)


def test_a_winner_accepts(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    shown = words(someone.get(link))
    assert "vous avez gagné : " in shown
    assert "Dites oui ou non avant le" in shown
    done = someone.post(link, {"action": "accept"})
    assert (done.status_code, done.location) == (303, link)
    assert "Le lot est à vous" in words(someone.get(link))


def test_a_winner_reads_what_giving_up_means_before_giving_up(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    page = someone.get(link)
    decline = read(page).select_one("main a[href$='/decline']")["href"]
    before = fair.stored()
    assert "vous ne pourrez pas reprendre le lot" in words(someone.get(decline))
    assert fair.stored() == before
    assert someone.post(decline, {"action": "decline"}).location == link
    assert "Vous avez renoncé à ce lot" in words(someone.get(link))


def test_an_answer_stands(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    form = {"csrf_token": someone.token(f"{link}/decline")}
    someone.post(link)
    again = someone.client.post(f"{link}/decline", base_url=ORIGIN, data=form)
    assert again.status_code == 409
    assert "Rien n’a changé : vous aviez déjà répondu pour ce lot" in words(again)
    assert "Le lot est à vous" in words(someone.get(link))


def test_a_claim_that_comes_too_late_says_so(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    token = someone.token(link)
    fair.world.clock.advance(days=8)
    page = someone.client.post(
        link, base_url=ORIGIN, data={"csrf_token": token, "action": "accept"}
    )
    assert page.status_code == 410
    assert "délai pour répondre est passé" in words(page)
    assert "elle n’a pas été prise" in read(page).select_one("[role=alert]").get_text()
    assert read(page).select_one("main form") is None
