"""2,000 clients that send and read by drops, before every web process: the others are served."""

from collections.abc import Iterator

import pytest

from tests.harness.drips import Drips, body, delays, head, whole
from tests.harness.servers import embedded
from tests.harness.site import Site, open_site
from tests.harness.waiting import until

pytestmark = [pytest.mark.processes, pytest.mark.slow]

WORKERS = ("contests-worker", "insights-worker", "gateway-worker", "standins")
COUNT, PROBES = 2000, 100
# Heads, bodies, answers of some size, and connections that say nothing.
OPENINGS = [head(), body(), whole("/openapi.json"), b""]
ONE = ["127.0.7.1"]
MANY = [f"127.0.7.{number}" for number in range(1, 201)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(tmp_path_factory.mktemp("site"), embedded(), without=WORKERS) as opened:
        yield opened


@pytest.mark.parametrize("sources", [ONE, MANY], ids=["one address", "200 addresses"])
@pytest.mark.parametrize("name", ["contests-web", "insights-web", "gateway-web"])
def test_two_thousand_drips_keep_nobody_waiting(site: Site, name: str, sources: list[str]) -> None:
    port = site.layout.ports[name]
    with Drips(port, COUNT, OPENINGS, sources) as drips:
        until(lambda: drips.turns > 1, 120, "the drips' turns")
        seen = delays(port, "/readyz", PROBES)
        assert seen[PROBES * 99 // 100 - 1] < 1.0
        if sources is MANY:
            assert drips.connected > COUNT // 2
