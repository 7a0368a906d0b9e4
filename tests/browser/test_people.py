"""The people of a contest and their own data, read by role and name, done by keys."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from playwright.sync_api import Browser

from services.contests.domain.tokens import MANAGE
from services.contests.stores.exports import export_of
from services.contests.use_cases.export.write import look_after_export
from services.gateway.audit.pages import AUDIT
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.kit.i18n import read_catalogue
from services.gateway.kit.product import folders
from tests.browser.reader import Reader
from tests.browser.served import Served, served
from tests.browser.visitor import PHONE
from tests.contests.world import WORKSPACE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
FRENCH = {
    each.id: each.string
    for each in read_catalogue("fr", folders((AUDIT, *PRODUCTS), "translations"))
}
Said = Callable[[str], str]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, product: Served) -> str:
    """A language, in which the story is as it was told."""
    product.site.restore()
    return str(request.param)


@pytest.fixture
def said(language: str) -> Said:
    """What a text of ours is in this language."""
    return lambda text: str(FRENCH[text]) if language == "fr" else text


def test_people_are_found_filtered_and_taken_out(
    chromium: Browser, product: Served, language: str, said: Said
) -> None:
    stand = product.scene.stands[0]
    team = product.signed_in(chromium, language)
    reader, ref = Reader(team.page), stand.values["ref"][0]
    guest = stand.guests[ref]
    team.open(f"/{language}/contests/{stand.id}")
    reader.press("link", said("People"))
    reader.write(said("First name, e-mail address or reference"), guest.email)
    reader.press("button", said("Find the person"))
    reader.press("link", f"{guest.first_name} {ref}")
    assert guest.first_name in reader.headings()
    assert reader.tells(guest.email)
    reader.press("link", said("People"))
    reader.press("link", said("Never confirmed"))
    assert not reader.tells(guest.email)
    reader.press("link", said("Export…"))
    reader.press("button", said("Ask for the file"))
    write_what_was_asked(product)
    team.page.reload()
    file = reader.fetch(said("Fetch the file"))
    rows = list(csv.reader(StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 1 + len(stand.values["ref"])
    assert guest.email in {cell for row in rows for cell in row}
    team.leave()


def write_what_was_asked(product: Served) -> None:
    """Let the worker write the exports."""
    context = product.scene.world.context
    product.scene.world.due("exports", lambda each: look_after_export(context, export_of(each)))


def test_somebody_sees_corrects_takes_and_erases_their_data(
    chromium: Browser, product: Served, language: str, said: Said
) -> None:
    stand = product.scene.open_contest
    phone = product.visitor(chromium, language, viewport=PHONE)
    reader, guest = Reader(phone.page), stand.guests[stand.values["ref"][0]]
    phone.open(f"/{language}/w/{WORKSPACE}/entry/{product.scene.link_of(stand, 0, MANAGE)}")
    assert reader.tells(guest.email)
    reader.press("link", f"{said('Correct')} {said('your first name')}")
    reader.write(said("Your first name"), "Zoé")
    reader.press("button", said("Keep the correction"))
    assert reader.tells("Zoé")
    assert guest.email in reader.fetch(said("Download my data")).decode()
    reader.press("link", said("Erase my data…"))
    reader.press("button", said("Erase my data for good"))
    assert not reader.tells(guest.email)
    phone.leave()


def test_on_a_phone_the_menu_says_where_one_is_and_leads_on(
    chromium: Browser, product: Served, language: str, said: Said
) -> None:
    team = product.signed_in(chromium, language, viewport=PHONE)
    reader = Reader(team.page)
    team.open(f"/{language}/contests")
    reader.go("button", f"Menu {said('All contests')}")
    team.page.keyboard.press("Enter")
    reader.press("link", said("Audit log"))
    assert said("Audit log") in reader.headings()
    reader.go("button", f"Menu {said('Audit log')}")
    team.leave()
