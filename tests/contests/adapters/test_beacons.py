"""One suite for the real client against a local beacon, and for the fake that other tests use."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from services.contests.adapters.beacon import BeaconClient
from services.contests.adapters.beacons import PinnedBeacons
from services.contests.domain.beacon import (
    QUICKNET,
    TEST,
    BeaconLate,
    BeaconLied,
    BeaconUnavailable,
)
from services.contests.use_cases.ports import Beacons
from shared.clock import ManualClock
from stack.beacon import TestBeacon, server, sign_round
from tests.contests.world import StillBeacons

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ROUND = TEST.round_at(NOW)


@pytest.fixture(params=["client", "fake"])
def beacons(request: pytest.FixtureRequest) -> Iterator[Beacons]:
    clock = ManualClock(NOW)
    if request.param == "fake":
        yield StillBeacons(clock)
        return
    running = server(TestBeacon(clock), 0)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{running.server_port}"
    yield PinnedBeacons({TEST.hash: BeaconClient([url], TEST, clock)})
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_round_that_came_has_its_signature(beacons: Beacons) -> None:
    assert beacons.fetch(TEST.hash, ROUND) == sign_round(ROUND)


def test_a_round_before_its_time_is_late(beacons: Beacons) -> None:
    with pytest.raises(BeaconLate):
        beacons.fetch(TEST.hash, ROUND + 1)
    with pytest.raises(BeaconLate):
        beacons.check_pasted(TEST.hash, ROUND + 1, sign_round(ROUND + 1).hex())


def test_a_pasted_signature_is_believed_only_for_its_own_round(beacons: Beacons) -> None:
    assert beacons.check_pasted(TEST.hash, ROUND, sign_round(ROUND).hex()) == sign_round(ROUND)
    with pytest.raises(BeaconLied):
        beacons.check_pasted(TEST.hash, ROUND, sign_round(ROUND - 1).hex())


def test_a_chain_that_nobody_answers_for_is_away() -> None:
    nowhere = BeaconClient([], QUICKNET, ManualClock(NOW))
    with pytest.raises(BeaconUnavailable):
        PinnedBeacons({QUICKNET.hash: nowhere}).fetch(QUICKNET.hash, 1)
