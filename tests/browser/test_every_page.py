"""Every page that the product has, in both languages, over one story in which all of it happened.

Pages come from the application's own map, so that a new one is looked at too.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.served import Served, served
from tests.walls.callers import Who
from tests.walls.routes import calls_of, routes_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]
# Of these the next step of a prize makes another page; of others one is as good as another.
BY_STEP = (
    *("contests.public.claim", "contests.console.winner_page"),
    "influencers.portal.program",
)
PORTAL = "influencers.portal."
STEPS = 8


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


def pages_of(product: Served, who: Who, within: str = "") -> Iterator[tuple[str, str]]:
    """Yield a name and the path of each page that somebody is shown, in English."""
    door = product.door
    for route in routes_of(door.app):
        most = STEPS if route.rule.endpoint in BY_STEP else 1
        if route.method != "GET" or not route.rule.endpoint.startswith(within):
            continue
        for call in calls_of(route, product.scene.stands):
            if not most:
                break
            answer = door.call(who, "GET", call.path, None, {})
            if answer.status_code == 200 and answer.mimetype == "text/html":
                most -= 1
                yield (
                    "-".join((*route.rule.endpoint.split("."), *route.fixed.values(), str(most))),
                    call.path,
                )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_whole_on_every_screen(
    chromium: Browser, product: Served, language: str
) -> None:
    faults = looked_at(product, chromium, language, product.owner)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_portal_is_whole_on_every_screen(
    chromium: Browser, product: Served, language: str
) -> None:
    faults = looked_at(product, chromium, language, product.partner, PORTAL)
    assert not faults, "\n".join(faults)


def looked_at(
    product: Served, chromium: Browser, language: str, who: Who, within: str = ""
) -> list[str]:
    """Open each page in a browser of somebody; return what is wrong with them."""
    visitor, faults, seen = product.signed_in(chromium, language, who), list[str](), 0
    for name, path in pages_of(product, who, within):
        visitor.open(path.replace("/en/", f"/{language}/", 1))
        seen += 1
        try:
            visitor.look(name)
        except AssertionError as fault:
            faults.append(str(fault))
    visitor.leave()
    assert seen >= 8
    return faults
