"""The pages of one's entry: looking, leaving, stopping the news."""

import json

from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, words
from tests.gateway.products.contests.public.mail_links.links import (
    entry_link,
    entry_state,
)

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_an_entry_can_be_looked_at_with_its_receipt(fair: Fair) -> None:
    link = entry_link(fair)
    page = fair.someone().get(link)
    assert "Confirmée" in words(page)
    file = fair.someone().get(f"{link}/receipt.json")
    assert json.loads(file.data)["ref"] in words(page)


def test_leaving_is_said_in_words_before_and_after(fair: Fair) -> None:
    link = entry_link(fair)
    someone = fair.someone()
    assert "Cela ne peut pas être annulé" in words(someone.get(f"{link}/withdraw"))
    assert entry_state(fair) == "confirmed"
    left = someone.post(f"{link}/withdraw")
    assert (left.status_code, left.location) == (303, link)
    assert entry_state(fair) == "withdrawn"
    assert "Votre nom et votre adresse ont été effacés" in words(someone.get(link))


def test_a_receipt_is_offered_for_what_it_still_proves(fair: Fair) -> None:
    link, someone = entry_link(fair), fair.someone()
    assert "Si vous manquiez à la liste, il le prouverait" in words(someone.get(link))
    someone.post(f"{link}/withdraw")
    page = someone.get(link)
    assert "prouverait" not in words(page)
    assert "receipt.json" not in page.text


def takes_news(fair: Fair, link: str) -> bool:
    """Tell what the page of the entry says."""
    return "Arrêter la lettre" in words(fair.someone().get(link))


def test_a_mail_program_unsubscribes_by_one_post_and_the_entry_stays(fair: Fair) -> None:
    link = entry_link(fair, opt_in="yes")
    assert takes_news(fair, link)
    client = fair.someone().client
    answer = client.post(fair.mailed("/unsubscribe"), base_url=ORIGIN, data=ONE_CLICK)
    assert answer.status_code == 200
    assert not takes_news(fair, link)
    assert entry_state(fair) == "confirmed"


def test_a_person_unsubscribes_by_the_button(fair: Fair) -> None:
    link, someone = entry_link(fair, opt_in="yes"), fair.someone()
    stop = fair.mailed("/unsubscribe")
    assert stop in someone.get(link).get_data(as_text=True)
    assert "Vous ne recevez pas" not in words(someone.get(stop))
    assert "Vous ne recevez pas" in words(someone.post(stop))


def test_the_link_to_ones_entry_does_not_stop_the_news_itself(fair: Fair) -> None:
    link = entry_link(fair, opt_in="yes")
    client = fair.someone().client
    answer = client.post(f"{link}/unsubscribe", base_url=ORIGIN, data=ONE_CLICK)
    assert answer.status_code == 404
    assert takes_news(fair, link)
