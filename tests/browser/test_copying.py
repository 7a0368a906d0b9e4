"""The address of a link is copied by keyboard, and that it was is said."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import Served, served
from tests.gateway.conftest import ORIGIN

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


def test_a_link_is_copied_by_keyboard(chromium: Browser, product: Served) -> None:
    [link] = [each for stand in product.scene.stands for each in stand.values.get("link_id", ())]
    team = product.signed_in(chromium, "en")
    team.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    team.open(f"/en/links/{link}")
    button = team.page.locator("[data-copy]")
    button.focus()
    team.page.keyboard.press("Enter")
    expect(team.page.get_by_role("status")).to_have_text("Copied")
    expect(button).to_be_focused()
    assert team.page.evaluate("navigator.clipboard.readText()") == f"{ORIGIN}/l/walls"
    expect(button).to_have_text("Copy", timeout=10_000)
    expect(team.page.get_by_role("status")).to_have_text("")
    team.leave()
