"""A winner's page after the yes: what the prize needs, then where it is; nothing typed is lost."""

from typing import Any

import pytest

from services.gateway.kit.problems import ServiceProblem
from tests.contests.pump import Pump
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, Someone, page_of, read, words
from tests.gateway.products.contests.public.mail_links.links import (
    asking_link,
    claim_link,
    entry_of_winner,
    sent,
    winner_behind,
)

ADDRESS = {
    "address.name": "Inès Robert",
    "address.line": "14 quai Saint-Vincent",
    "address.postcode": "69001",
    "address.city": "Lyon",
    "address.country": "FR",
}
WHOLE = {**ADDRESS, "choice": "Grande"}


def accepted(fair: Fair, link: str) -> Someone:
    """Return somebody who said yes behind this link."""
    someone = fair.someone()
    assert someone.post(link, {"action": "accept"}).status_code == 303
    return someone


def typed_in(page: Any) -> dict[str, str]:
    """Return what the form of a page holds."""
    form = read(page).select_one("main form")
    held = {
        each["name"]: each.get("value", "")
        for each in form.select("input[type=text], input[type=tel]")
    }
    held |= {each["name"]: each["value"] for each in form.select("input[type=radio][checked]")}
    chosen = form.select("select option[selected]")
    return held | {each.find_parent("select")["name"]: each["value"] for each in chosen}


def test_after_the_yes_only_what_the_prize_needs_is_asked(fair: Fair) -> None:
    link = asking_link(fair)
    page = accepted(fair, link).get(link)
    names = {each["name"] for each in read(page).select("main form [name]")}
    assert names - {"csrf_token"} == {*WHOLE, "address.more", "address.phone"}
    assert "Quelle taille ?" in words(page)
    assert "Où envoyer votre lot ?" in words(page)
    assert typed_in(page)["address.country"] == "FR"


def test_a_prize_without_a_choice_asks_for_none(fair: Fair) -> None:
    link = asking_link(fair, options=False)
    page = accepted(fair, link).get(link)
    assert read(page).select("[name='address.city']")
    assert not read(page).select("[name=choice]")


def test_a_prize_that_asks_nothing_asks_nothing(fair: Fair) -> None:
    link = claim_link(fair)
    page = accepted(fair, link).get(link)
    assert not read(page).select("main form")
    assert "Le lot est à vous" in words(page)


def test_what_was_given_is_shown_and_corrected_until_it_leaves(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    given = someone.post(f"{link}/details", WHOLE)
    assert page_of(given) == link
    shown = someone.get(given.location)
    assert read(shown).select_one("[role=status]").get_text().strip() == (
        "Votre adresse est enregistrée."
    )
    for part in ("Inès Robert", "14 quai Saint-Vincent", "69001 Lyon", "France", "Grande"):
        assert part in words(shown)
    correct = read(shown).select_one("main a[href$='/details']")["href"]
    assert typed_in(someone.get(correct)) == {**WHOLE, "address.more": "", "address.phone": ""}
    assert someone.post(correct, {**WHOLE, "address.city": "Tours"}).status_code == 303
    assert "69001 Tours" in words(someone.get(link))
    sent(fair, link)
    after = someone.get(link)
    assert not read(after).select("main a[href$='/details']")
    assert "6A 271 8281" in words(after)
    assert "Votre lot est en route" in words(after)


def test_what_lacks_is_named_at_its_field_and_nothing_typed_is_lost(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    page = someone.post(f"{link}/details", {**ADDRESS, "address.city": "", "address.phone": "non"})
    assert page.status_code == 422
    typed = typed_in(page)
    assert (typed["address.line"], typed["address.phone"]) == ("14 quai Saint-Vincent", "non")
    soup = read(page)
    for link_to in soup.select(".summary a"):
        assert soup.find(id=link_to["href"][1:]) is not None
    assert "ce n’est pas un numéro" in words(page)
    second = someone.post(f"{link}/details", {**ADDRESS, "address.city": ""})
    said = [each.get_text() for each in read(second).select(".summary a")]
    assert said == ["Ville\u00a0: rien n’est indiqué. Complétez.", "Choisissez une des réponses."]
    assert second.status_code == 422


def test_an_address_typed_while_the_parcel_left_is_kept_before_the_eyes(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    someone.post(f"{link}/details", WHOLE)
    token = someone.token(f"{link}/details")
    sent(fair, link)
    late = {**WHOLE, "address.line": "3 rue du Port", "csrf_token": token}
    page = someone.client.post(f"{link}/details", base_url=ORIGIN, data=late)
    assert page.status_code == 409
    alert = read(page).select_one("[role=alert]").get_text(" ")
    assert "plus rien ne se corrige" in alert
    assert "3 rue du Port" in alert
    assert "14 quai Saint-Vincent" in read(page).select_one("address").get_text(" ")


def test_what_was_typed_while_the_service_is_away_is_sent_again_by_one_press(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    token = someone.token(f"{link}/details")
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    page = someone.client.post(
        f"{link}/details", base_url=ORIGIN, data={**WHOLE, "csrf_token": token}
    )
    assert (page.status_code, page.headers["Retry-After"]) == (503, "7")
    form = read(page).select_one("main form")
    held = {each["name"]: each["value"] for each in form.select("input")}
    fair.services.away = None
    again = someone.client.post(form["action"], base_url=ORIGIN, data=held)
    assert again.status_code == 303
    assert "14 quai Saint-Vincent" in words(someone.get(link))


def test_what_was_typed_survives_a_lost_cookie(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    page = someone.client.post(f"{link}/details", base_url=ORIGIN, data=WHOLE)
    assert page.status_code == 422
    assert typed_in(page) == {**WHOLE, "address.more": "", "address.phone": ""}
    assert winner_behind(fair, link).address is None


def test_that_it_came_is_pressed_twice_without_harm(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    someone.post(f"{link}/details", WHOLE)
    sent(fair, link)
    token = someone.token(f"{link}/receive")
    for _ in range(2):
        form = {"csrf_token": token, "action": "receive"}
        pressed = someone.client.post(link, base_url=ORIGIN, data=form)
        assert pressed.status_code == 303
    shown = words(someone.get(link))
    assert "Vous avez reçu votre lot" in shown
    assert "Ceci s’efface le" in shown
    fair.world.clock.advance(days=60)
    Pump(fair.world).run()
    assert "Ce que vous aviez donné pour lui est effacé" in words(someone.get(link))


def test_a_code_stands_first_and_is_received_like_a_parcel(fair: Fair) -> None:
    link = claim_link(fair)
    someone = accepted(fair, link)
    sent(fair, link, voucher="ETE-2026")
    page = read(someone.get(link))
    assert page.select_one(".voucher").get_text() == "ETE-2026"
    assert page.select_one("main a[href$='/receive']") is not None
    assert page.select_one("button[value=receive]") is None
    assert "Le code fonctionne-t-il" in words(someone.get(f"{link}/receive"))


def test_that_it_came_is_said_on_a_page_that_asks(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    someone.post(f"{link}/details", WHOLE)
    assert read(someone.get(f"{link}/receive")).select_one("button[value=receive]") is None
    sent(fair, link)
    way = read(someone.get(link)).select_one("main a[href$='/receive']")["href"]
    before = fair.stored()
    asked = someone.get(way)
    assert "Cela ne peut pas être annulé" in words(asked)
    assert read(asked).select_one("main .actions a")["href"] == link
    assert fair.stored() == before
    form = read(asked).select_one("main form")
    held = {each["name"]: each["value"] for each in form.select("[name]")}
    done = someone.client.post(form["action"], base_url=ORIGIN, data=held)
    assert (done.status_code, done.location) == (303, link)
    assert winner_behind(fair, link).received
    assert "Vous avez reçu votre lot" in words(someone.get(way))


def test_a_page_that_asked_for_too_long_asks_again(fair: Fair) -> None:
    link = claim_link(fair)
    someone = accepted(fair, link)
    sent(fair, link)
    late = {"csrf_token": "old", "action": "receive"}
    page = someone.client.post(link, base_url=ORIGIN, data=late)
    assert page.status_code == 422
    assert "appuyez de nouveau sur le bouton" in words(page)
    assert read(page).select_one("button[value=receive]") is not None


def test_that_something_is_missing_can_be_said_before_and_after(fair: Fair) -> None:
    link = claim_link(fair)
    someone = accepted(fair, link)
    sent(fair, link)
    mail = f"mailto:jeu@lumen.example?subject={winner_behind(fair, link).ref}"
    for _ in ("before", "after"):
        page = someone.get(link)
        assert "Il manque quelque chose" in words(page)
        assert mail in [each["href"] for each in read(page).select("main details a")]
        asked = read(someone.get(f"{link}/receive"))
        assert mail in [each["href"] for each in asked.select("main a")]
        someone.post(link, {"action": "receive"}, page=f"{link}/receive")
    assert winner_behind(fair, link).received


def test_nobody_says_that_it_came_before_it_left(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    token = someone.token(link)
    for action, status in (("accept", 303), ("receive", 409)):
        form = {"csrf_token": token, "action": action}
        page = someone.client.post(link, base_url=ORIGIN, data=form)
        assert page.status_code == status
    assert read(page).select_one("[role=alert]") is not None


@pytest.mark.parametrize(("alternates", "said"), [(2, "suppléant suivant"), (0, "attribué")])
def test_no_page_promises_the_prize_to_an_alternate_where_none_is_left(
    fair: Fair, alternates: int, said: str
) -> None:
    link = asking_link(fair, alternates=alternates)
    someone = fair.someone()
    for page in (someone.get(link), someone.get(f"{link}/decline")):
        assert said in words(page)
        assert ("suppléant suivant" in words(page)) is bool(alternates)


def test_whoever_looks_at_their_data_sees_and_takes_what_they_gave(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    someone.post(f"{link}/details", WHOLE)
    entry = entry_of_winner(fair, link)
    shown = words(someone.get(entry))
    assert "14 quai Saint-Vincent, 69001 Lyon" in shown
    taken = someone.get(f"{entry}/data.json").get_json()["prize"]
    assert taken["address"]["line"] == "14 quai Saint-Vincent"
    assert taken["choice"] == {"fr": "Grande", "en": "Large"}


def test_who_erases_everything_keeps_a_prize_that_has_left(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    someone.post(f"{link}/details", WHOLE)
    entry = entry_of_winner(fair, link)
    assert "vous y renoncez" in words(someone.get(f"{entry}/withdraw"))
    sent(fair, link)
    said = words(someone.get(f"{entry}/withdraw"))
    assert "vous y renoncez" not in said
    assert "il est parti" in said
    assert someone.post(f"{entry}/withdraw").status_code == 303
    Pump(fair.world).run()
    winner = winner_behind(fair, link)
    assert (winner.state, winner.leads_to_a_person) == ("verified", False)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Code postal\u00a0: ce n’est pas un code de ce pays. Corrigez-le, comme 33380."),
        ("en", "Postcode: this is not one of this country. Correct it, as in 33380."),
    ],
)
def test_a_postcode_that_cannot_be_one_is_told_at_its_field_with_an_example(
    fair: Fair, language: str, said: str
) -> None:
    link, someone = asking_link(fair), fair.someone()
    someone.post(link, {"action": "accept"})
    page = link.replace("/fr/", f"/{language}/")
    answer = someone.post(f"{page}/details", {**ADDRESS, "address.postcode": "123"}, page=page)
    assert answer.status_code == 422
    soup = read(answer)
    assert soup.select_one(".summary a")["href"] == "#address.postcode"
    assert said in soup.select_one(".summary").get_text()
    assert soup.select_one("[name='address.postcode']")["value"] == "123"
    assert soup.select_one("[name='address.line']")["value"] == ADDRESS["address.line"]


def test_who_is_late_with_an_address_reads_no_date_as_one_to_come(fair: Fair) -> None:
    link = asking_link(fair)
    someone = accepted(fair, link)
    assert "Merci de répondre avant le" in words(someone.get(link))
    fair.world.clock.advance(days=14)
    late = words(someone.get(link))
    assert "Merci de répondre avant le" not in late
    assert "Nous vous l’avions demandé avant le" in late
    assert someone.post(f"{link}/details", WHOLE).status_code == 303


def press_missing(someone: Someone, link: str, page: Any) -> int:
    """Press the button of a page that stood open, and return the status of the answer."""
    form = read(page).select_one("button[value=miss]").find_parent("form")
    held = {each["name"]: each["value"] for each in form.select("[name]")}
    return someone.client.post(link, base_url=ORIGIN, data=held).status_code


def test_what_has_not_come_is_said_with_one_press_and_does_not_count_as_received(
    fair: Fair,
) -> None:
    link = claim_link(fair)
    someone = accepted(fair, link)
    assert read(someone.get(link)).select_one("button[value=miss]") is None
    sent(fair, link)
    page = someone.get(link)
    assert "Sans nouvelle de vous, il compte comme reçu le" in words(page)
    assert [press_missing(someone, link, page) for _ in range(2)] == [303, 303]
    after = someone.get(link)
    assert "Vous dites qu’il manque quelque chose" in words(after)
    assert "compte comme reçu le" not in words(after)
    assert read(after).select_one("button[value=miss]") is None
    assert read(after).select_one("main a[href$='/receive']") is not None
    fair.world.clock.advance(days=31)
    Pump(fair.world).run()
    assert winner_behind(fair, link).state == "verified"


def test_without_a_word_it_counts_as_received_and_the_page_says_so(fair: Fair) -> None:
    link = claim_link(fair)
    someone = accepted(fair, link)
    sent(fair, link)
    before = someone.get(link)
    fair.world.clock.advance(days=30)
    Pump(fair.world).run()
    page = words(someone.get(link))
    assert "Votre lot compte comme reçu" in page
    assert not winner_behind(fair, link).received
    assert press_missing(someone, link, before) == 409
