"""The bound on what waits for an answer, and the end of a process that waits too long."""

import threading
import time

import pytest

from shared.bus.watchdog import EXIT_CODE, Watchdog
from tests.servers.running import until


def test_there_is_room_for_so_many_and_no_more() -> None:
    watchdog = Watchdog(60, 2)
    first, second = watchdog.enter(0.1), watchdog.enter(0.1)
    assert first is not None
    assert second is not None
    assert watchdog.enter(0.05) is None
    watchdog.answered(first)
    watchdog.answered(first)
    assert watchdog.enter(0.1) is not None
    assert watchdog.enter(0.05) is None
    watchdog.close()


def test_there_is_room_for_so_many_bytes_and_for_a_larger_one_alone() -> None:
    watchdog = Watchdog(60, 100, most_bytes=1000)
    first, second = watchdog.enter(0, 600), watchdog.enter(0, 400)
    assert first is not None
    assert second is not None
    assert watchdog.enter(0, 1) is None
    watchdog.answered(first)
    assert watchdog.enter(0, 5000) is None
    watchdog.answered(second)
    assert watchdog.enter(0, 5000) is not None
    assert watchdog.enter(0, 1) is None
    watchdog.close()


def test_one_who_waits_for_room_goes_on_when_there_is_some() -> None:
    watchdog = Watchdog(60, 1)
    first = watchdog.enter(0)
    assert first is not None
    threading.Timer(0.05, watchdog.answered, [first]).start()
    assert watchdog.enter(30) is not None
    watchdog.close()


def test_an_answer_that_stays_away_ends_the_process_with_its_code() -> None:
    ended: list[int] = []
    watchdog = Watchdog(0.2, 10, ended.append)
    answered = watchdog.enter(0)
    assert answered is not None
    watchdog.answered(answered)
    watchdog.enter(0)
    until(lambda: ended == [EXIT_CODE], 5, "the end")


@pytest.mark.slow
def test_answers_in_time_end_nothing() -> None:
    ended = threading.Event()
    watchdog = Watchdog(0.4, 10, lambda _: ended.set())
    finish = time.monotonic() + 1
    while time.monotonic() < finish:
        number = watchdog.enter(0)
        assert number is not None
        assert watchdog.oldest() < 0.4
        time.sleep(0.01)
        watchdog.answered(number)
    assert not ended.is_set()
    watchdog.close()


def test_a_producer_that_refuses_everything_for_long_ends_the_process() -> None:
    ended: list[int] = []
    watchdog = Watchdog(0.3, 10, ended.append)
    deadline = time.monotonic() + 5
    while not ended and time.monotonic() < deadline:
        number = watchdog.enter(0)
        assert number is not None
        watchdog.answered(number, broken=True)
        time.sleep(0.02)
    assert ended == [EXIT_CODE]
