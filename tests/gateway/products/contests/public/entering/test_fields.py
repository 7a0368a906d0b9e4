"""What the form asks of people, and what it says of a wrong one."""

import pytest

from services.contests.domain.entry import RefusalReason
from services.contests.domain.mechanics import mechanics
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words


def test_what_one_agrees_to_is_shown_to_the_letter_and_nothing_is_ticked(fair: Fair) -> None:
    contest = fair.opened()
    soup = read(fair.someone().get(fair.page(contest, language="en")))
    labels = [label.get_text() for label in soup.select(".check label")]
    assert labels == [
        "I certify that I am 16 or older.",
        "I accept the rules.",
        "I want the letter.",
    ]
    assert not soup.select("input[checked]")
    assert soup.select_one(".check a")["href"] == fair.page(contest, "/rules", "en")
    assert "without effect on your chances" in soup.select_one("#opt_in-hint").get_text()


def test_a_contest_without_a_newsletter_asks_for_none(fair: Fair) -> None:
    contest = fair.opened(data={"retention_days": 30, "opt_in": False})
    assert read(fair.someone().get(fair.page(contest))).select_one("#opt_in") is None


def test_the_countries_that_may_enter_are_offered_and_one_word_for_the_others(fair: Fair) -> None:
    soup = read(fair.someone().get(fair.page(fair.opened())))
    offered = [each.get_text() for each in soup.select("#country option")]
    assert offered == ["Choisissez votre pays", "Belgique", "France", "Un autre pays"]
    anywhere = fair.opened(eligibility={"minimum_age": 16, "countries": []})
    soup = read(fair.someone().get(fair.page(anywhere)))
    codes = [each["value"] for each in soup.select("#country option")]
    assert ("DE" in codes, "IT" in codes, codes[-1]) == (True, False, "ZZ")


@pytest.mark.parametrize("countries", [[], ["FR"]])
def test_whoever_lives_elsewhere_reads_why_and_is_counted_alone(
    fair: Fair, countries: list[str]
) -> None:
    contest = fair.opened(eligibility={"minimum_age": 16, "countries": countries})
    answer = fair.someone().enter(fair.page(contest), country="ZZ")
    assert answer.status_code == 422
    assert "n’est pas ouvert dans votre pays" in words(answer)
    refused = fair.world.context.stores.refusals.count(WORKSPACE, contest.id, "country")
    assert (fair.entries(contest), refused) == (0, 1)


@pytest.mark.parametrize(
    "name", ["Inès http://evil.example", "ines@evil.example", "Inès 06 12 34 56 78"]
)
def test_a_name_that_leads_elsewhere_is_refused_with_what_was_typed_kept(
    fair: Fair, name: str
) -> None:
    contest = fair.opened()
    answer = fair.someone().enter(fair.page(contest), first_name=name)
    page = read(answer)
    assert answer.status_code == 422
    assert "Votre prénom seul" in page.select_one(".summary a[href='#first_name']").get_text()
    assert page.select_one("#first_name")["value"] == name
    assert fair.entries(contest) == 0


def test_a_mechanic_brings_its_own_fields(fair: Fair) -> None:
    frozen = mechanics()["secret_code"].freeze({"code": "lumen", "bonus": 4}, bytes(16))
    contest = fair.opened(mechanic={**frozen, "kind": "secret_code", "max_weight": 5})
    someone = fair.someone()
    page = read(someone.get(fair.page(contest)))
    assert page.select_one("label[for='answers.code']").get_text(strip=True).startswith("Code")
    wrong = someone.enter(fair.page(contest), **{"answers.code": "x" * 61})
    assert "Code secret" in read(wrong).select_one(".summary a[href='#answers.code']").get_text()
    someone.enter(fair.page(contest), **{"answers.code": "Lumen"})
    entry = fair.world.context.stores.entries.page(
        WORKSPACE, contest.id, after=None, limit=10
    ).items[0]
    assert entry.weight == 5


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"of_age": ""}, "of_age", "avoir 16\u00a0ans ou plus"),
        ({"country": "IT"}, "country", "n’est pas ouvert dans votre pays"),
        ({"country": ""}, "country", "pays"),
        ({"accept_rules": ""}, "accept_rules", "Acceptez le règlement"),
        ({"email": "ines@"}, "email", "adresse"),
        ({"first_name": ""}, "first_name", "prénom"),
    ],
)
def test_a_wrong_form_says_what_to_correct_and_loses_nothing(
    fair: Fair, typed: dict[str, str], field: str, said: str
) -> None:
    contest, someone = fair.opened(), fair.someone()
    answer = someone.enter(fair.page(contest), **typed)
    soup = read(answer)
    assert answer.status_code == 422
    link = soup.select_one(".summary[autofocus] li a")
    assert link["href"] == f"#{field}"
    assert said in link.get_text()
    wrong = soup.select_one(f"[name={field}]")
    assert wrong["aria-invalid"] == "true"
    assert said in soup.find(id=wrong["aria-describedby"].split()[-1]).get_text()
    kept = {"first_name": "Inès", "email": "ines@example.org"} | {
        k: v for k, v in typed.items() if k in ("first_name", "email")
    }
    assert {k: soup.select_one(f"#{k}")["value"] for k in kept} == kept
    assert bool(soup.select_one("#accept_rules[checked]")) == (field != "accept_rules")
    assert fair.entries(contest) == 0


@pytest.mark.parametrize("box", ["of_age", "accept_rules"])
def test_a_box_that_was_forgotten_is_asked_for_and_counted_nowhere(fair: Fair, box: str) -> None:
    contest = fair.opened()
    assert fair.someone().enter(fair.page(contest), **{box: ""}).status_code == 422
    stores = fair.world.context.stores
    counted = {each: stores.refusals.count(WORKSPACE, contest.id, each) for each in RefusalReason}
    assert counted == dict.fromkeys(RefusalReason, 0)


def test_everything_that_is_empty_is_said_at_once_in_the_order_of_the_form(fair: Fair) -> None:
    nothing = dict.fromkeys(("first_name", "email", "country", "of_age", "accept_rules"), "")
    soup = read(fair.someone().enter(fair.page(fair.opened()), **nothing))
    links = [link["href"] for link in soup.select(".summary a")]
    assert links == [f"#{name}" for name in nothing]
