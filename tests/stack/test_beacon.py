"""The test beacon, by its WSGI interface."""

import hashlib
import json
from datetime import timedelta

import pytest

from services.contests.adapters.beacon import verify_signature
from services.contests.adapters.bls import public_key_of
from services.contests.domain.beacon import TEST
from shared.clock import ManualClock
from stack.beacon import SECRET, TestBeacon


@pytest.fixture
def clock():
    return ManualClock(TEST.time_of(10))


def get(beacon, path):
    statuses = []
    body = b"".join(beacon({"PATH_INFO": path}, lambda status, _: statuses.append(status)))
    return statuses[0], json.loads(body)


def public(number):
    return f"/{TEST.hash}/public/{number}"


def test_the_pinned_key_is_that_of_the_well_known_secret():
    assert public_key_of(SECRET).hex() == TEST.public_key
    assert hashlib.sha256(b"kermesse test beacon").digest() == SECRET


def test_a_round_is_answered_from_its_time_on(clock):
    status, answer = get(TestBeacon(clock), public(10))
    signature = bytes.fromhex(answer["signature"])
    assert (status, answer["round"]) == ("200 OK", 10)
    assert answer["randomness"] == hashlib.sha256(signature).hexdigest()
    assert verify_signature(TEST, 10, signature)
    assert not verify_signature(TEST, 11, signature)


def test_a_round_is_never_answered_before_its_time(clock):
    beacon = TestBeacon(clock)
    clock.set(TEST.time_of(11) - timedelta(milliseconds=1))
    assert get(beacon, public(11))[0] == "425 Too Early"
    clock.advance(milliseconds=1)
    assert get(beacon, public(11))[0] == "200 OK"


def test_the_latest_round_is_that_of_the_clock(clock):
    assert get(TestBeacon(clock), public("latest"))[1]["round"] == 10


def test_the_chain_tells_what_it_is(clock):
    status, answer = get(TestBeacon(clock), f"/{TEST.hash}/info")
    assert status == "200 OK"
    assert (answer["public_key"], answer["period"]) == (TEST.public_key, 1)
    assert (answer["genesis_time"], answer["hash"]) == (TEST.genesis, TEST.hash)


def test_health_is_answered(clock):
    assert get(TestBeacon(clock), "/health") == ("200 OK", {"status": "ok"})


@pytest.mark.parametrize(
    "path", ["/", public(0), public("x"), public("²"), public("9" * 99), "/other/public/1"]
)
def test_there_is_nothing_anywhere_else(clock, path):
    assert get(TestBeacon(clock), path)[0] in ("404 Not Found", "425 Too Early")
