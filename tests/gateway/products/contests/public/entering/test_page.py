"""The page of a contest says what it is, while it is open and around that."""

import json
from datetime import timedelta
from typing import Any

from tests.contests.putting import put
from tests.contests.world import CLOSES, START, WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words


def test_the_page_says_what_is_to_win_and_until_when_in_words(fair: Fair) -> None:
    contest = fair.opened()
    said = words(fair.someone().get(fair.page(contest)))
    assert "1 × Vélo" in said
    assert "2 × Livre" in said
    assert "jusqu’au vendredi 20 mars 2026, 12 h 00, heure de Paris" in said
    assert "gratuit, sans achat" in said


def test_a_contest_in_one_language_is_marked_as_such_on_the_other_page(fair: Fair) -> None:
    contest = fair.opened(languages=["fr"])
    put(fair.world.context, contest, texts={"fr": {"title": "Printemps"}})
    soup = read(fair.someone().get(fair.page(contest, language="en")))
    assert soup.h1["lang"] == "fr"
    assert soup.select_one("[lang=fr] #of_age") is not None


def test_other_sites_can_show_what_the_page_is(fair: Fair) -> None:
    contest = fair.opened()
    soup = read(fair.someone().get(fair.page(contest, language="en")))
    event: dict[str, Any] = json.loads(soup.select_one("script[type='application/ld+json']").text)
    assert event["name"] == "Spring"
    assert event["endDate"] == CLOSES.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert soup.select_one("meta[property='og:title']")["content"] == "Spring"
    assert soup.select_one("link[hreflang=fr]")["href"].endswith(fair.page(contest))
    assert event["startDate"].startswith(f"{START:%Y-%m-%d}")


def test_before_the_opening_there_is_a_date_and_no_form(fair: Fair) -> None:
    contest = fair.opened(opens_at="2026-03-20T10:30:00.000Z")
    page = fair.someone().get(fair.page(contest))
    assert read(page).select_one("form") is None
    assert "vendredi 20 mars 2026 à 11 h 30" in words(page)


def test_the_form_closes_at_the_second_even_if_no_worker_came(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    fair.world.clock.set(CLOSES - timedelta(milliseconds=1))
    assert read(someone.get(fair.page(contest))).select_one("form")
    fair.world.clock.set(CLOSES)
    page = someone.get(fair.page(contest))
    assert read(page).select_one("form") is None
    assert "Les inscriptions sont closes" in words(page)
    assert "samedi 21 mars 2026 à 12 h 00, heure de Paris" in words(page)


def test_nothing_tells_an_unknown_workspace_from_an_unknown_contest(fair: Fair) -> None:
    contest = fair.opened()
    someone = fair.someone()
    paths = [
        f"/fr/w/{WORKSPACE}/c/nothing",
        f"/fr/w/no-such-house/c/{contest.slug}",
        f"/fr/w/other-house/c/{contest.slug}",
        f"/fr/w/{WORKSPACE}/confirm/nothing",
        f"/fr/w/{WORKSPACE}/entry/nothing",
        f"/fr/w/{WORKSPACE}/claim/nothing",
        f"/fr/w/{WORKSPACE}/c/nothing/certificate.json",
    ]
    answers = [someone.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404] * len(paths)
    assert len({words(answer) for answer in answers}) == 1


def test_the_form_is_there_before_a_service_that_runs_the_code_of_before(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    fair.services.withheld = ("phases", "rules_parts")
    page = read(someone.get(fair.page(contest)))
    assert page.select_one("form input[name=email]")
    assert page.select_one("label[for=accept_rules] a").get_text() == "J'accepte le règlement."
    assert someone.enter(fair.page(contest)).status_code == 303
