"""Attempts are counted by many threads of one process."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.gateway.door.attempts import SteadyMemory


class Timer(threading.Timer):
    """A timer that notices whether a second thread looks at it before the first is done."""

    def __init__(self) -> None:
        super().__init__(0, lambda: None)
        self.inside = self.most = 0
        self.second = threading.Event()

    def is_alive(self) -> bool:
        """Wait for the second thread, as long as one may believe that it comes."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        if self.inside > 1:
            self.second.set()
        self.second.wait(0.2)
        self.inside -= 1
        return True


@pytest.fixture
def memory() -> Iterator[SteadyMemory]:
    made = SteadyMemory()
    yield made
    made.timer.cancel()


def test_two_threads_never_start_one_timer(memory: SteadyMemory) -> None:
    memory.timer.cancel()
    timer = memory.timer = Timer()
    with ThreadPoolExecutor(4) as pool:
        counted = [
            pool.submit(memory.acquire_entry, "a", 10, 60),
            pool.submit(memory.acquire_entry, "b", 10, 60),
            pool.submit(memory.incr, "c", 60),
            pool.submit(memory.decr, "c"),
        ]
    assert all(each.exception() is None for each in counted)
    assert timer.most == 1


def test_a_moving_window_lets_in_as_many_as_it_says(memory: SteadyMemory) -> None:
    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(lambda _: memory.acquire_entry("a", 20, 60), range(100)))
    assert let_in.count(True) == 20
