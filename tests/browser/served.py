"""The whole product in one process, with its story told, before a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from werkzeug.serving import make_server

from shared.auth import Role
from tests.browser.place import Place
from tests.browser.visitor import Visitor
from tests.harness.beacon import HeldBeacon
from tests.walls.callers import HOST, GatewayDoor, Who
from tests.walls.scene import Scene
from tests.walls.site import Site, site_in


@dataclass(frozen=True)
class Served:
    """The product at `url`; `door` has the sessions of its team."""

    site: Site
    scene: Scene
    door: GatewayDoor
    url: str

    @property
    def owner(self) -> Who:
        """Whoever may do most."""
        return self.door.everyone[-1]

    @property
    def partner(self) -> Who:
        """A partner in their portal."""
        return next(each for each in self.door.everyone if each.role == Role.PARTNER)

    def visitor(self, chromium: Browser, language: str, **options: object) -> Visitor:
        """Return somebody with a browser, who is signed in to nothing."""
        nothing_waits = Place(self.url, "", HeldBeacon.__new__(HeldBeacon), "")
        return Visitor.arrive(chromium, nothing_waits, language, **options)

    def signed_in(
        self, chromium: Browser, language: str, who: Who | None = None, **options: object
    ) -> Visitor:
        """Return somebody with a browser, the owner unless another is named."""
        visitor = self.visitor(chromium, language, **options)
        name, value = self.door.cookie_of(who or self.owner)
        visitor.context.add_cookies([{"name": name, "value": value, "url": self.url}])
        return visitor


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve it on a free port of this machine."""
    site = site_in(folder)
    scene = Scene(site)
    door = GatewayDoor(site)
    site.keep()
    server = make_server(HOST, 0, site.gateway, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Served(site, scene, door, f"http://{HOST}:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
