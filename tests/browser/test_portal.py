"""A partner with a phone and a keyboard: the link in the mail, the portal, a link copied, out."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.kit.i18n import read_catalogue
from services.gateway.kit.product import folders
from tests.browser.served import Served, served
from tests.browser.visitor import PHONE
from tests.contests.world import WORKSPACE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
FRENCH = {each.id: each.string for each in read_catalogue("fr", folders(PRODUCTS, "translations"))}
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


def test_a_partner_comes_in_copies_a_link_reads_and_leaves_by_keys(
    chromium: Browser, product: Served, language: str, said: Said
) -> None:
    [token] = next(each for each in product.scene.stands if each.id == "programs").values["token"]
    visitor = product.visitor(chromium, language, viewport=PHONE)
    page, keys, at = visitor.page, visitor.keys, f"/{language}/w/{WORKSPACE}/portal"
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open(f"{at}/link/{token}")
    keys.press(said("Open my portal"))
    expect(page.get_by_role("heading", name=said("Your portal"), exact=True)).to_be_visible()
    page.locator("[data-copy]").first.evaluate("(one) => { one.id = 'first-to-copy'; }")
    keys.go("first-to-copy")
    page.keyboard.press("Enter")
    expect(page.locator("#copied")).to_have_text(said("Copied"))
    wanted = page.locator("#first-to-copy").get_attribute("data-copy")
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    for name in ("My payouts", "Where I am paid", "My data"):
        keys.press(said(name))
        expect(page.get_by_role("heading", level=1)).to_have_text(said(name))
    keys.press(said("Sign out"))
    expect(page.get_by_text(said("You are signed out."))).to_be_visible()
    visitor.open(f"{at}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(said("Partner portal"))
    visitor.open(f"{at}/link/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text(said("This link opens nothing"))
    visitor.leave()
