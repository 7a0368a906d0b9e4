"""Networks take turns at the threads, and none of them holds the last one."""

from collections.abc import Iterator

import pytest

from shared.webapp.gathering.connection import Connection
from shared.webapp.gathering.queue import Queue
from tests.shared.webapp.gathering.world import World


class Threads:
    """Three threads; `at_work` tells for whom, in the order in which they began."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.at_work: list[Connection] = []
        self.queue = Queue(3, self.at_work.append)

    def ask(self, host: str | None) -> Connection:
        """Let a whole request of `host` wait for a thread."""
        one = self._world.begin_work(host)
        self.queue.add(one)
        return one

    def end(self, one: Connection) -> None:
        """Let a thread end its work."""
        self.at_work.remove(one)
        self.queue.release(one)


@pytest.fixture
def threads() -> Iterator[Threads]:
    world = World()
    yield Threads(world)
    world.close()


def test_one_network_leaves_the_last_thread_to_others(threads: Threads) -> None:
    many = [threads.ask("192.0.2.1") for _ in range(9)]
    assert threads.at_work == many[:2]
    other = threads.ask("192.0.2.2")
    assert threads.at_work == [*many[:2], other]


def test_a_network_that_holds_much_waits_for_one_that_holds_nothing(threads: Threads) -> None:
    many = [threads.ask("192.0.2.1") for _ in range(9)]
    more = [threads.ask("192.0.2.2") for _ in range(9)]
    newcomer = threads.ask("192.0.2.3")
    threads.end(many[0])
    threads.end(many[1])
    threads.end(more[0])
    assert threads.at_work == [many[2], more[1], newcomer]


def test_requests_of_one_network_keep_their_order(threads: Threads) -> None:
    many = [threads.ask("192.0.2.1") for _ in range(9)]
    for one in many:
        assert threads.at_work[0] is one
        threads.end(one)
    assert threads.at_work == []


def test_behind_a_proxy_all_threads_are_for_all(threads: Threads) -> None:
    many = [threads.ask(None) for _ in range(9)]
    assert threads.at_work == many[:3]


def test_no_thread_works_for_who_is_gone(threads: Threads) -> None:
    many = [threads.ask("192.0.2.1") for _ in range(4)]
    many[2].close()
    threads.end(many[0])
    assert threads.at_work == [many[1], many[3]]
