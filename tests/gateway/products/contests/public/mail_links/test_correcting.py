"""Correcting what one typed, by the link in one's mail."""

from dataclasses import dataclass

import pytest

from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Services
from tests.contests.world import CLOSES, WORKSPACE
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, page_of, read, words
from tests.gateway.products.contests.public.mail_links.links import entry_link

RIGHT = {"first_name": "Inès-Maria", "country": "BE"}


def test_name_and_country_are_corrected_and_the_entry_stays(fair: Fair) -> None:
    link, someone = entry_link(fair), fair.someone()
    ref = read(someone.get(link)).select_one(".ref")
    form = read(someone.get(f"{link}/correct"))
    assert form.select_one("#first_name")["value"] == "Inès"
    assert form.select_one("#country option[selected]")["value"] == "FR"
    answer = someone.post(f"{link}/correct", RIGHT)
    assert (answer.status_code, page_of(answer)) == (303, link)
    page = someone.get(answer.location)
    assert "Votre correction est enregistrée." in words(page)
    assert "Votre correction est enregistrée." not in words(someone.get(link))
    assert "Inès-Maria" in words(page)
    assert "Belgique" in words(page)
    assert read(page).select_one(".ref") == ref


def test_correcting_twice_writes_once(fair: Fair) -> None:
    link, someone = entry_link(fair), fair.someone()
    someone.post(f"{link}/correct", RIGHT)
    before = fair.stored()
    assert someone.post(f"{link}/correct", RIGHT).status_code == 303
    assert fair.stored() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_name": "", "country": "BE"}, "Indiquez votre prénom."),
        ({"first_name": "www.evil.example", "country": "BE"}, "Votre prénom seul"),
        ({"first_name": "Inès", "country": "ZZ"}, "Ce concours n’est pas ouvert dans ce pays."),
        ({"first_name": "Inès", "country": ""}, "Choisissez votre pays."),
        ({"first_name": "Inès", "country": "US"}, "Ce concours n’est pas ouvert dans ce pays."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    fair: Fair, typed: dict[str, str], said: str
) -> None:
    link, someone = entry_link(fair), fair.someone()
    answer = someone.post(f"{link}/correct", typed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert read(answer).select_one("#first_name")["value"] == typed["first_name"]
    assert "France" in words(someone.get(link))


def test_after_the_end_of_entries_nothing_is_corrected_and_nothing_offers_it(fair: Fair) -> None:
    link, someone = entry_link(fair), fair.someone()
    form = {**RIGHT, "csrf_token": someone.token(f"{link}/correct")}
    fair.world.clock.set(CLOSES)
    assert "Corriger" not in words(someone.get(link))
    assert someone.get(f"{link}/correct").location == link
    late = someone.client.post(
        f"{link}/correct", base_url=ORIGIN, data=form, headers={"Origin": ORIGIN}
    )
    assert late.status_code == 409
    assert "plus rien ne se corrige" in words(late)
    assert read(late).select_one("#first_name")["value"] == "Inès-Maria"
    stored = fair.world.database.collection("entries").find(WORKSPACE, {}).items
    assert [each["person"]["first_name"] for each in stored] == ["Inès"]


def test_a_form_that_lost_its_cookie_is_shown_again_with_what_was_typed(fair: Fair) -> None:
    link = entry_link(fair)
    answer = fair.someone().client.post(
        f"{link}/correct", base_url=ORIGIN, data=RIGHT, headers={"Origin": ORIGIN}
    )
    assert answer.status_code == 422
    assert read(answer).select_one("#first_name")["value"] == "Inès-Maria"


@dataclass
class ReadOnly:
    """Services that answer what is asked of them, and take no command."""

    inner: Services

    def ask(self, question: Question) -> Answer:
        if question.method == "POST":
            raise ServiceProblem(503, "unavailable", retry_after=7)
        return self.inner.ask(question)


def test_a_service_that_is_away_costs_nobody_the_correction(fair: Fair) -> None:
    link, someone = entry_link(fair), fair.someone()
    fair.services.inner = ReadOnly(fair.services.inner)
    answer = someone.post(f"{link}/correct", RIGHT)
    assert answer.status_code == 503
    assert read(answer).select_one("#first_name")["value"] == "Inès-Maria"
