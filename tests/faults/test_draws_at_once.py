"""Twenty draws at one instant, from several processes: one document, the same bytes."""

import secrets
from pathlib import Path

import pytest

from services.contests.domain.contest import State
from shared.documents import open_database
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, WORKSPACE, world_over
from tests.faults.drawing import PROCESSES, THREADS, draw_at_once

pytestmark = pytest.mark.processes


@pytest.fixture(params=["sqlite", pytest.param("mongo", marks=pytest.mark.mongo)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """What `open_database` needs, from any process."""
    if request.param == "sqlite":
        return {"service": "contests", "data_dir": str(tmp_path)}
    url = request.getfixturevalue("mongo_url")
    return {"service": "contests", "mongo_url": url, "prefix": f"t{secrets.token_hex(6)}"}


def test_twenty_draws_of_several_processes_make_one_certificate(address: dict[str, str]) -> None:
    database = open_database(**address)
    try:
        world = world_over(database)
        contest = world.sealed(40)
        seen = draw_at_once(address, contest.id)
        assert len(seen) == PROCESSES * THREADS == 20
        assert len(set(seen)) == 1
        world.clock.set(DRAWS)
        pump = Pump(world)
        pump.run()
        assert pump.verbs().count("made") == 1
        assert database.collection("draws").count(WORKSPACE, {}) == 1
        assert world.now(contest).state is State.DRAWN
    finally:
        if "mongo_url" in address:
            database.drop()  # type: ignore[attr-defined]
        database.close()
