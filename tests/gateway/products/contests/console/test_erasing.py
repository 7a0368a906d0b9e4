"""The owner erases everything of a person who asked for it, on a page that says what goes."""

import pytest
from bs4 import BeautifulSoup

from services.contests.domain.entry import EntryState
from services.gateway.kit.problems import ServiceProblem
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import ASKED, Fair


def page_of(contest, entry, ending="", language="en"):
    return f"/{language}/contests/{contest.id}/people/{entry.ref}{ending}"


def entries_of(fair: Fair, *contests):
    """Let one person enter each contest; return their entries."""
    found = []
    for contest in contests:
        fair.confirmed(contest, opt_in="yes")
        found += fair.world.context.stores.entries.people(WORKSPACE, contest.id).items
    return found


@pytest.mark.parametrize("role", ["manager", "moderator", "analyst"])
def test_nobody_but_the_owner_is_offered_it_or_may(fair: Fair, role: str) -> None:
    contest = fair.opened()
    [entry] = entries_of(fair, contest)
    browser, owner = fair.gateway.signed_in(role), fair.gateway.signed_in("owner")
    assert "/erase" in owner.get(page_of(contest, entry)).text
    assert "/erase" not in browser.get(page_of(contest, entry)).text
    assert browser.get(page_of(contest, entry, "/erase")).status_code == 403
    place = page_of(contest, entry, "/erase")
    assert browser.post(place, page="/en/contests").status_code == 403
    assert fair.world.context.stores.entries.get(WORKSPACE, contest.id, entry.id) == entry


def test_all_of_an_address_goes_in_every_contest_and_its_newsletter_too(fair: Fair) -> None:
    kept = {"data": {**ASKED["data"], "newsletter_years": 3}}
    contests = fair.opened(**kept), fair.opened(**kept)
    first, second = entries_of(fair, *contests)
    Pump(fair.world).run()

    def news() -> int:
        kept = fair.world.context.stores.newsletter_consents
        return sum(kept.count(WORKSPACE, contest.id) for contest in contests)

    assert news() == 2
    browser, place = fair.gateway.signed_in("owner"), page_of(contests[0], first, "/erase")
    asking = browser.get(place).text
    for said in ("ines@example.org", first.ref, second.ref, "This cannot be undone."):
        assert said in asking
    for _ in range(2):
        answer = browser.post(place, page="/en/contests")
        assert (answer.status_code, answer.location) == (303, page_of(contests[0], first))
    stores = fair.world.context.stores
    for contest, entry in zip(contests, (first, second), strict=True):
        left = stores.entries.get(WORKSPACE, contest.id, entry.id)
        assert (left.state, left.person.email) == (EntryState.WITHDRAWN, "")
    assert news() == 0
    shown = BeautifulSoup(browser.get(page_of(contests[0], first)).text, "html.parser")
    assert "address erased" in shown.get_text()
    assert not shown.select("a[href$='/erase']")
    assert "ines@example.org" not in fair.stored()


def test_a_service_that_does_not_answer_is_told_and_asked_again(fair: Fair) -> None:
    contest = fair.opened()
    [entry] = entries_of(fair, contest)
    browser, place = fair.gateway.signed_in("owner"), page_of(contest, entry, "/erase")
    ask = fair.services.ask

    def away(question):
        if question.path == "/people/erase":
            raise ServiceProblem(503, "unavailable")
        return ask(question)

    fair.services.ask = away
    answer = browser.post(place, page="/en/contests")
    assert (answer.status_code, "press the button again" in answer.text) == (503, True)
    fair.services.ask = ask
    assert browser.post(place, page="/en/contests").status_code == 303


def test_the_address_stays_to_press_again_with_until_every_other_service_erased_it(
    fair: Fair,
) -> None:
    contest = fair.opened()
    [entry] = entries_of(fair, contest)
    browser, place = fair.gateway.signed_in("owner"), page_of(contest, entry, "/erase")
    ask, asked = fair.services.ask, list[str]()

    def away(question):
        if question.path == "/people/erase":
            asked.append(question.service)
            if question.service != "contests":
                raise ServiceProblem(503, "unavailable")
        return ask(question)

    fair.services.ask = away
    assert browser.post(place, page="/en/contests").status_code == 503
    assert "contests" not in asked
    stored = fair.world.context.stores.entries.get(WORKSPACE, contest.id, entry.id)
    assert stored.person.email == "ines@example.org"
    fair.services.ask = ask
    assert browser.post(place, page="/en/contests").status_code == 303
    assert "ines@example.org" not in fair.stored()


def test_of_a_partner_the_page_says_that_the_partnership_ends_too(fair: Fair) -> None:
    contest = fair.opened()
    [entry] = entries_of(fair, contest)
    browser, place = fair.gateway.signed_in("owner"), page_of(contest, entry, "/erase")
    assert "every partnership ends" not in browser.get(place).text
    told = {"name": "a-1", "where": "partners", "state": "press", "notes": []}
    fair.services.partners = [{"kind": "partner", **told}]
    assert "every partnership ends" in browser.get(place).text
