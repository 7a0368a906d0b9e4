"""People who follow a link, again and again, while processes die: each visit has a name of its own.

A visit that was not answered may have been written or not; the next one has another name.
"""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from services.gateway.products.influencers.domain.link import Link
from services.gateway.products.influencers.stores.links import LinkStore
from shared.clock import SystemClock
from shared.documents import open_database
from shared.settings import CommonSettings, load
from stack.programs import service_environ
from tests.harness.site import WORKSPACE, Site

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 visit"
KEYS = tuple(f"k{number}" for number in range(5))


class Visitors:
    """So many at once. `answered` are the visits that were led on, `asked` how many there were."""

    def __init__(self, site: Site, count: int) -> None:
        self._pages = site.layout.url("gateway-web")
        self._count = count
        self._numbers = itertools.count()
        self._ended = threading.Event()
        self.answered: set[str] = set()
        self.asked = 0

    @contextmanager
    def following(self) -> Iterator["Visitors"]:
        """Follow links for as long as the block lasts."""
        people = [threading.Thread(target=self._follow) for _ in range(self._count)]
        for each in people:
            each.start()
        try:
            yield self
        finally:
            self._ended.set()
            for each in people:
                each.join()

    def _follow(self) -> None:
        with requests.Session() as session:
            session.trust_env = False
            while not self._ended.is_set():
                self._visit(session, next(self._numbers))

    def _visit(self, session: requests.Session, number: int) -> None:
        name = f"{AGENT}/{number}"
        self.asked = max(self.asked, number + 1)
        where = f"{self._pages}/l/{KEYS[number % len(KEYS)]}"
        try:
            answer = session.get(
                where, headers={"User-Agent": name}, timeout=10, allow_redirects=False
            )
        except requests.RequestException:
            self._ended.wait(0.02)
            return
        if answer.status_code == 302:
            self.answered.add(name)


def open_links(site: Site) -> None:
    """Let the gateway know the links that visitors follow."""
    settings = load(CommonSettings, service_environ(site.layout, "gateway"))
    database = open_database(
        "gateway",
        mongo_url=settings.mongo_url,
        data_dir=settings.data_dir,
        prefix=settings.mongo_prefix,
    )
    links = [Link(key, f"l-{key}", WORKSPACE, 1, f"https://shop.example/{key}") for key in KEYS]
    LinkStore(database).note(links, SystemClock().now())
    database.close()
