"""The same rebuild on a real Kafka, over a server of MongoDB's protocol."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.insights.events import life, opened, recount
from tests.insights.site import Site

HOUR = "2026-03-29T16"
LIVES = (["submitted", "confirmed"], ["submitted"], ["refused"], ["submitted", "withdrawn"])


@pytest.fixture
def site(tmp_path: Path, kafka_bootstrap: str, mongo_url: str) -> Iterator[Site]:
    mark = uuid.uuid4().hex[:8]
    made = Site(
        tmp_path,
        KERMESSE_KAFKA_BOOTSTRAP=kafka_bootstrap,
        KERMESSE_TOPIC_PREFIX=f"{mark}.",
        KERMESSE_MONGO_URL=mongo_url,
        KERMESSE_MONGO_PREFIX=f"t{mark}",
    )
    yield made
    made.close()


def test_a_rebuild_takes_the_place_of_what_runs_on_real_servers(site: Site) -> None:
    happened = [
        one
        for number in range(200)
        for one in life(f"e{number}", LIVES[number % len(LIVES)], HOUR, ("", "letter")[number % 2])
    ]
    worker = site.worker()
    site.publish([opened()])
    site.publish(one.message() for one in happened)
    site.drain(worker)
    assert site.figures() == recount(happened)
    assert site.rebuilt() == len(happened) + 1
    assert site.figures() == recount(happened)
    later = life("later", ["submitted", "confirmed"], HOUR, "poster")
    site.publish(one.message() for one in [*later, *happened[:50]])
    site.clock.advance(seconds=1)
    site.drain(worker)
    assert worker.following.generation == site.served() == 2
    site.count(worker)
    assert site.figures() == recount([*happened, *later])
