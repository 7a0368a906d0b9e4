"""The pages beside the way: what a team and its public need now and then."""

import pytest

from tests.browser import entering, teaming
from tests.browser.conftest import Visit
from tests.browser.place import Place
from tests.browser.visitor import PHONE, Visitor
from tests.browser.words import WORDS

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.timeout(300)]
HOUR = 3600.0
PAPERS = ("rules", "data", "certificate")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_contest_is_amended_an_entry_excluded_and_all_called_off(
    visit: Visit, place: Place, language: str
) -> None:
    slug = f"carnet-{language}"
    team, phone = visit(language), visit(language, viewport=PHONE, has_touch=True)
    publish(team, slug)
    entry_page = enter(phone, place, slug)
    amend(team)
    exclude(team)
    phone.open(entry_page)
    phone.look("own-entry-excluded")
    phone.open(f"{place.contest(language, slug)}/rules")
    phone.look("rules-amended")
    call_off(team)
    phone.open(place.contest(language, slug))
    phone.look("called-off")


def publish(team: Visitor, slug: str) -> None:
    """Sign in with a wrong password first; publish a contest that is open for an hour."""
    words = WORDS[team.language]
    team.open(f"/{team.language}/sign-in")
    team.keys.write("email", team.place.account(team.language))
    team.keys.write("password", "not the password")
    team.keys.press(words.sign_in)
    team.page.locator(".summary").wait_for()
    team.look("sign-in-refused")
    teaming.sign_in(team)
    teaming.begin(team)
    teaming.fill(team, slug)
    teaming.fill_dates(team, teaming.dates(HOUR, HOUR))
    teaming.ask_to_publish(team)
    teaming.publish(team)


def enter(phone: Visitor, place: Place, slug: str) -> str:
    """Enter and confirm; look at the papers and at the own entry; return the latter's address."""
    page, (person, *_) = place.contest(phone.language, slug), entering.people(slug)
    for paper in PAPERS:
        phone.open(f"{page}/{paper}")
        phone.look(f"{paper}-open")
    phone.open(page)
    phone.page.locator("#opt_in").check()
    entering.enter(phone, person)
    phone.open(phone.read_mail(person.email, "/confirm/"))
    entering.press(phone, WORDS[phone.language].confirm)
    # The receipt has both links; the mail to confirm has one of the kind too, to erase.
    stop = phone.read_mail(person.email, "/unsubscribe")
    own = phone.read_mail(person.email, "/entry/")
    for act in ("", "/correct", "/withdraw"):
        phone.open(f"{own}{act}")
        phone.look(f"own-entry{act.replace('/', '-')}")
    phone.open(stop)
    phone.look("own-entry-unsubscribe")
    return own


def amend(team: Visitor) -> None:
    """Add an alternate, with a reason."""
    words, contest = WORDS[team.language], team.page.url
    with team.page.expect_navigation(url="**/amend*"):
        team.keys.press(words.amend)
    team.look("amend")
    team.page.locator("#field").select_option("alternates")
    with team.page.expect_navigation():
        team.keys.press(words.show_setting)
    team.keys.write("after", "3")
    team.keys.write("reason", "Un suppléant de plus.")
    with team.page.expect_navigation(url=contest):
        team.keys.press(words.amend_it)


def exclude(team: Visitor) -> None:
    """Take the one entry out by the link of its row, then look at the way back."""
    contest = team.page.url
    with team.page.expect_navigation(url="**/exclude*"):
        team.page.locator("#entries a[href*='/exclude']").first.click()
    team.look("exclude")
    team.page.locator("#reason").select_option(index=1)
    with team.page.expect_navigation(url=lambda url: "/exclude" not in url):
        team.keys.press(WORDS[team.language].exclude)
    team.open(contest)
    team.look("contest-excluded")
    with team.page.expect_navigation(url="**/reinstate*"):
        team.page.locator("#entries a[href*='/reinstate']").first.click()
    team.look("reinstate")
    team.open(contest)


def call_off(team: Visitor) -> None:
    """Call the contest off from the menu of its page."""
    words = WORDS[team.language]
    team.page.locator(".menu summary").click()
    with team.page.expect_navigation(url="**/cancel"):
        team.page.locator(".menu a[href$='/cancel']").click()
    team.look("cancel")
    team.keys.write("reason", "La maison déménage.")
    with team.page.expect_navigation(url=lambda url: "/cancel" not in url):
        team.keys.press(words.call_off)
    team.look("contest-cancelled")
    team.open(f"/{team.language}/contests")
    team.look("contests")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_someone_enters_without_scripts(visit: Visit, place: Place, language: str) -> None:
    slug = f"sans-script-{language}"
    team = visit(language)
    teaming.sign_in(team)
    teaming.begin(team)
    teaming.fill(team, slug)
    teaming.fill_dates(team, teaming.dates(HOUR, HOUR))
    teaming.ask_to_publish(team)
    teaming.publish(team)
    plain = visit(language, viewport=PHONE, java_script_enabled=False)
    person, words = entering.people(slug)[1], WORDS[language]
    plain.open(place.contest(language, slug))
    entering.press(plain, words.enter)
    assert plain.page.locator(".summary a").count() == len(entering.ASKED)
    entering.enter(plain, person)
    assert plain.heading(words.look_into_mail)
    plain.open(plain.read_mail(person.email, "/confirm/"))
    entering.press(plain, words.confirm)
    assert plain.heading(words.confirmed)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_that_are_not_there_say_so(visit: Visit, place: Place, language: str) -> None:
    phone = visit(language, viewport=PHONE)
    for name, path in {
        "no-page": f"/{language}/nothing-here",
        "no-contest": f"/{language}/w/{place.workspace(language)}/c/nothing-here",
        "no-confirmation": f"/{language}/w/{place.workspace(language)}/confirm/{'x' * 22}",
        "no-claim": f"/{language}/w/{place.workspace(language)}/claim/{'x' * 22}",
    }.items():
        phone.open(path)
        phone.look(name)
