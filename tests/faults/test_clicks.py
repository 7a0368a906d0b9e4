"""Each answered click is stored and counted once, whoever is killed while people follow links."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.influencers.domain.click import Click, Verdict
from services.influencers.stores.click_counts import CountStore
from services.influencers.stores.clicks import ClickStore, click_of
from shared.documents import Database, open_database
from stack.programs import service_environ
from tests.faults.visitors import KEYS, Visitors, open_links
from tests.harness.servers import embedded
from tests.harness.site import WORKSPACE, Site, open_site
from tests.harness.waiting import until

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(250)]
KILLED = ("gateway-web", "gateway-clicks", "influencers-worker")
TIMES, PEOPLE, BETWEEN = 5, 4, 30
ABSENT = (
    *("contests-web", "contests-worker", "insights-web", "insights-worker"),
    *("influencers-web", "gateway-worker", "standins"),
)


def test_each_answered_click_is_stored_and_counted_once(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    with open_site(tmp_path, embedded(), without=ABSENT) as site:
        open_links(site)
        visitors = Visitors(site, PEOPLE)
        with visitors.following():
            for number in range(TIMES * len(KILLED)):
                seen = len(visitors.answered)
                until(lambda seen=seen: len(visitors.answered) > seen + BETWEEN, 30, "visits")
                name = KILLED[number % len(KILLED)]
                site.wait_back(name, site.kill(name))
        kept = Kept(site)
        until(lambda: kept.agents() >= visitors.answered, 60, "every answered click stored")
        until(lambda: not kept.left(), 60, "every file shipped")
        until(lambda: kept.counted() == len(list(kept.clicks())), 60, "every click counted")
        stored = list(kept.clicks())
        kept.close()
    agents = [click.visit.agent for click in stored]
    tell(f"{len(visitors.answered)} clicks answered, {len(stored)} stored and counted")
    assert visitors.answered <= set(agents)
    assert len(agents) == len(set(agents)), "one visit was stored twice"
    in_flight = PEOPLE * TIMES
    assert len(stored) - len(visitors.answered) <= in_flight
    assert {click.verdict for click in stored} == {Verdict.HUMAN}


class Kept:
    """What influencers keep of clicks, and what the gateway has not shipped yet."""

    def __init__(self, site: Site) -> None:
        given = service_environ(site.layout, "influencers")
        self._database: Database = open_database("influencers", data_dir=given["KERMESSE_DATA_DIR"])
        self._folder = Path(given["KERMESSE_DATA_DIR"]) / "redirect"
        self._store, self._counts = ClickStore(self._database), CountStore(self._database)

    def clicks(self) -> Iterator[Click]:
        """Yield every click."""
        after = None
        while True:
            page = self._store.collection.find(WORKSPACE, {}, after=after, limit=500)
            yield from map(click_of, page.items)
            after = page.after
            if after is None:
                return

    def agents(self) -> set[str]:
        """Return what visitors whose click is stored say of themselves."""
        return {click.visit.agent for click in self.clicks()}

    def counted(self) -> int:
        """Return how many clicks the figures of all links hold."""
        days = (
            self._counts.days(WORKSPACE, f"link:l-{key}", "2000-01-01", "2999-12-31")
            for key in KEYS
        )
        return sum(sum(counts.values()) for each in days for counts in each.values())

    def left(self) -> list[Path]:
        """Return the files that a dead process left and that are not shipped."""
        files = sorted(self._folder.glob("*.spill"))
        return files[:-2]

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
