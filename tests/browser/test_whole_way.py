"""From sign-in to the outcome of a contest, as a team and as its entrants, by pages and mails."""

import time

import pytest

from tests.browser import entering, teaming
from tests.browser.conftest import Visit
from tests.browser.entering import Person
from tests.browser.place import Place
from tests.browser.visitor import PHONE, Visitor
from tests.browser.window import Window, colleague_at
from tests.browser.words import WORDS

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.timeout(600)]
# How long entries are open at first, a first turn may take, the review and the sealed list last,
# as multiples of what the team's part took on this machine; and seconds that are enough on any.
OPEN, TURN, REVIEW, SEALED = 1.5, 0.4, 0.3, 0.5
AT_LEAST, REVIEW_AT_LEAST, SEALED_AT_LEAST = 20.0, 3.0, 10.0
GRACE = 90.0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_contest_goes_from_sign_in_to_its_outcome(
    visit: Visit, place: Place, language: str
) -> None:
    slug = f"lampe-{language}"
    team, phone = visit(language), visit(language, viewport=PHONE, has_touch=True)
    place.beacon.hold()
    window = prepare(team, slug)
    crowd = entering.people(slug)
    page = place.contest(language, slug)
    refs = enter(phone, page, crowd, window)
    team.page.reload()
    team.look("contest-open")
    follow_the_draw(phone, page, window)
    answer(phone, page, refs)
    look_back(team, refs)


def prepare(team: Visitor, slug: str) -> Window:
    """Sign in, create, publish too early, fill, publish; return the time for entries."""
    colleague = colleague_at(team.place, team.language)
    begin = time.monotonic()
    teaming.sign_in(team)
    assert team.heading(WORDS[team.language].nothing_yet)
    team.look("contests-empty")
    teaming.begin(team)
    team.look("form-empty")
    teaming.publish_too_early(team)
    team.look("form-blocked")
    teaming.fill(team, slug)
    took = time.monotonic() - begin
    dates = teaming.dates(
        max(AT_LEAST, OPEN * took),
        sealed_for=max(SEALED_AT_LEAST, SEALED * took),
        review=max(REVIEW_AT_LEAST, REVIEW * took),
    )
    teaming.fill_dates(team, dates)
    teaming.ask_to_publish(team)
    team.look("publish")
    teaming.publish(team)
    team.look("contest-new")
    return Window(team.page.url, dates, colleague, TURN * took)


def enter(phone: Visitor, page: str, crowd: list[Person], window: Window) -> dict[str, Person]:
    """Let everyone enter and confirm; return them by the references that they were given."""
    words = WORDS[phone.language]
    first, refs = crowd[0], dict[str, Person]()
    with window.turn():
        phone.open(page)
        phone.look("entry-form")
        entering.send_empty(phone)
        phone.look("entry-form-errors")
    with window.turn():
        entering.enter_by_keyboard(phone, first)
        assert phone.heading(words.look_into_mail)
        phone.look("thanks")
    for person in crowd[1:]:
        with window.turn():
            phone.open(page)
            entering.enter(phone, person)
    for person in crowd:
        with window.turn():
            phone.open(phone.read_mail(person.email, "/confirm/"))
            if person is first:
                phone.look("confirm")
            entering.press(phone, words.confirm)
            assert phone.heading(words.confirmed)
        refs[entering.reference(phone)] = person
    phone.look("confirmed")
    assert len(refs) == len(crowd)
    return refs


def follow_the_draw(phone: Visitor, page: str, window: Window) -> None:
    """Wait for the closing, the seal and the draw, which come by themselves.

    The beacon is silent until the sealed page was looked at, however long that takes.
    """
    words = WORDS[phone.language]
    phone.open(page)
    left = max(0.0, window.left)
    phone.wait_for(lambda _: phone.heading(words.closed), left + GRACE, "the closing")
    phone.look("closed")
    phone.wait_for(lambda _: phone.heading(words.sealed), GRACE, "the seal")
    phone.look("sealed")
    phone.place.beacon.speak()
    phone.wait_for(lambda _: phone.heading(words.drawn), GRACE, "the draw")
    phone.look("drawn")
    entering.press(phone, words.certificate)
    assert phone.heading(words.how_checked)
    phone.look("certificate")


def answer(phone: Visitor, page: str, refs: dict[str, Person]) -> None:
    """The winner declines; the alternate who moves up accepts; the page shows both."""
    words = WORDS[phone.language]
    phone.open(page)
    winner = phone.page.locator(".winners .ref").inner_text()
    phone.open(phone.read_mail(refs[winner].email, "/claim/"))
    assert words.have_won in phone.page.locator("h1").inner_text()
    phone.look("claim")
    entering.press(phone, words.give_up)
    phone.look("decline")
    entering.press(phone, words.give_up_for_good)
    assert phone.heading(words.gave_up)
    phone.look("declined")
    phone.open(page)
    shown = phone.page.locator(".winners .ref")
    phone.wait_for(lambda _: winner not in shown.all_inner_texts(), GRACE, "the alternate")
    heir = shown.first.inner_text()
    phone.open(phone.read_mail(refs[heir].email, "/claim/"))
    entering.press(phone, words.accept)
    assert phone.heading(words.yours)
    phone.look("accepted")
    phone.open(page)
    phone.look("outcome")


def look_back(team: Visitor, refs: dict[str, Person]) -> None:
    """The team's page shows the one winner that remains, and leads to who that is."""
    team.page.reload()
    shown = team.page.locator("#winners .ref").all_inner_texts()
    assert set(shown) <= set(refs)
    team.look("contest-drawn")
    team.page.locator("#winners a[href$='/winners']").click()
    holder = team.page.locator("tbody tr").first
    holder.wait_for()
    # Whom they replace stands behind, in the same place.
    person = refs[holder.locator(".ref").first.inner_text()]
    assert person.first_name in holder.inner_text()
    assert holder.get_by_role("link", name=person.email).is_visible()
    team.look("winners")
