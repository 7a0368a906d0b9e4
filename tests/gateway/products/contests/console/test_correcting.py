"""Putting a name and a country right for somebody who entered, from the page of the person."""

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.use_cases.entry.correct import correct_person
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN, Browser
from tests.gateway.products.contests.console.test_sending import hidden, press
from tests.gateway.products.contests.public.conftest import Fair, read, words

RIGHT = {"first_name": "Inès Marie", "country": "BE"}


def entered(fair: Fair) -> tuple[Contest, Entry]:
    """Return an open contest with the one who entered and confirmed."""
    contest = fair.opened()
    fair.confirmed(contest)
    fair.mailed("/entry/")
    (entry,) = fair.world.context.stores.entries.page(WORKSPACE, contest.id).items
    return contest, entry


def person_page(entry: Entry) -> str:
    """Return the path of the page of the person."""
    return f"/en/contests/{entry.contest_id}/people/{entry.ref}"


def now(fair: Fair, entry: Entry) -> Entry:
    """Return the entry as it is kept now."""
    return fair.world.context.stores.entries.get(WORKSPACE, entry.contest_id, entry.id)


def kept(fair: Fair, entry: Entry) -> tuple[str, str]:
    """Return the name and the country that are kept."""
    found = now(fair, entry)
    return found.person.first_name, found.country


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_a_name_and_a_country_are_put_right_and_the_page_says_by_whom(
    fair: Fair, role: str
) -> None:
    _, entry = entered(fair)
    staff, page = fair.gateway.signed_in(role), person_page(entry)
    assert read(staff.get(page)).select_one(f'a[href="{page}/correct"]').get_text() == "Correct…"
    soup = read(staff.get(f"{page}/correct"))
    assert soup.select_one("[name=first_name]")["value"] == "Inès"
    assert soup.select_one("[name=country] option[selected]")["value"] == "FR"
    answer = press(staff, f"{page}/correct", RIGHT)
    assert (answer.status_code, answer.location) == (303, page)
    assert kept(fair, entry) == ("Inès Marie", "BE")
    said = words(staff.get(page))
    assert "What was put right" in said
    assert "First name, Country" in said


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_nobody_else_comes_here(fair: Fair, role: str) -> None:
    _, entry = entered(fair)
    browser: Browser = fair.gateway.signed_in(role)
    path = f"{person_page(entry)}/correct"
    answers = [browser.get(path), browser.post(path, RIGHT, page="/en/contests")]
    assert [each.status_code for each in answers] == [403, 403]
    assert kept(fair, entry) == ("Inès", "FR")


def test_what_is_wrong_is_named_in_the_words_of_the_team_and_nothing_typed_is_lost(
    fair: Fair,
) -> None:
    _, entry = entered(fair)
    path, staff = f"{person_page(entry)}/correct", fair.gateway.signed_in()
    for typed, said in (
        ({"first_name": "www.evil.example", "country": "BE"}, "The first name alone"),
        ({"first_name": "Agnès", "country": ""}, "Choose the country"),
        ({"first_name": "Agnès", "country": "CA"}, "exclude the entry"),
    ):
        answer = press(staff, path, typed)
        assert answer.status_code == 422
        soup = read(answer)
        assert soup.select_one("[name=first_name]")["value"] == typed["first_name"]
        assert said in soup.select_one(".summary").get_text(" ")
    assert kept(fair, entry) == ("Inès", "FR")


def test_what_somebody_else_put_right_meanwhile_is_told_before_it_is_overwritten(
    fair: Fair,
) -> None:
    contest, entry = entered(fair)
    staff, path = fair.gateway.signed_in(), f"{person_page(entry)}/correct"
    typed = hidden(staff.get(path), RIGHT)
    correct_person(
        fair.world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        ref=entry.ref,
        first_name="Agnès",
        country="FR",
        version=now(fair, entry).version,
        by="a-2",
    )
    late = staff.client.post(path, base_url=ORIGIN, data=typed, headers={"Origin": ORIGIN})
    assert late.status_code == 412
    assert "Someone else changed this" in words(late)
    assert read(late).select_one("[name=first_name]")["value"] == "Inès Marie"
    assert kept(fair, entry) == ("Agnès", "FR")
    again = hidden(late, RIGHT)
    staff.client.post(path, base_url=ORIGIN, data=again, headers={"Origin": ORIGIN})
    assert kept(fair, entry) == ("Inès Marie", "BE")


def test_once_entries_have_ended_nothing_is_offered_and_a_late_button_says_why(fair: Fair) -> None:
    contest, entry = entered(fair)
    typed = hidden(fair.gateway.signed_in().get(f"{person_page(entry)}/correct"), RIGHT)
    fair.world.clock.set(contest.schedule.closes_at)
    staff, page = fair.gateway.signed_in(), person_page(entry)
    assert staff.get(f"{page}/correct").location == page
    assert "Correct…" not in words(staff.get(page))
    typed["csrf_token"] = staff.token("/en/contests")
    late = staff.client.post(
        f"{page}/correct", base_url=ORIGIN, data=typed, headers={"Origin": ORIGIN}
    )
    assert late.status_code == 409
    assert "Entries have ended" in words(late)
    assert kept(fair, entry) == ("Inès", "FR")
