"""Who is late goes, the latest first, and nobody who keeps the rate."""

from collections.abc import Iterator

import pytest

from shared.webapp.gathering.connection import State
from shared.webapp.gathering.patience import LENIENCY, LINGER, LONGEST_PAUSE, PATIENCE
from tests.shared.webapp.gathering.world import World

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"


@pytest.fixture
def world() -> Iterator[World]:
    one = World()
    yield one
    one.close()


def test_while_there_is_room_a_silent_connection_stays_for_all_its_time(world: World) -> None:
    silent = world.connect()
    assert world.late(PATIENCE + LENIENCY - 1) == []
    assert world.late(PATIENCE + LENIENCY + 1) == [silent]


def test_where_room_is_short_the_latest_go_until_there_is_enough(world: World) -> None:
    all_of_them = [world.connect() for _ in range(130)]
    assert world.late(PATIENCE - 1) == []
    assert world.late(PATIENCE + 1) == all_of_them[:2]
    assert world.late(PATIENCE + 1) == []


def test_where_room_is_short_those_that_are_kept_go_when_nobody_is_late(world: World) -> None:
    kept = [world.begin_work() for _ in range(130)]
    for one in kept:
        world.goes_for(one)
        one.renew()
        world.goes_for(one)
    kept[0].feed(b"G")
    world.goes_for(kept[0])
    assert world.late(1) == kept[1:3]


def test_each_five_hundred_bytes_of_a_body_give_a_second(world: World) -> None:
    slow, steady = world.connect(), world.connect()
    for one in (slow, steady):
        one.feed(HEAD)
    steady.feed(b"x" * 5000)
    for _ in range(127):
        world.connect()
    assert slow in world.late(PATIENCE + 5)
    assert not steady.closed
    for _ in range(130):
        world.connect()
    gone = world.late(PATIENCE + 11)
    assert steady in gone


def test_bytes_of_a_head_give_no_time(world: World) -> None:
    one = world.connect()
    one.feed(b"GET / HTTP/1.1\r\n" + b"A: " + b"x" * 7000)
    assert world.late(PATIENCE + LENIENCY + 1) == [one]


def test_nobody_is_late_while_the_application_works(world: World) -> None:
    world.begin_work()
    assert world.late(10 * (PATIENCE + LENIENCY)) == []


def test_whoever_does_not_close_is_closed_soon(world: World) -> None:
    one = world.connect()
    one.linger()
    world.connections.look_again(one, world.now)
    assert world.late(LINGER - 1) == []
    assert world.late(LINGER + 1) == [one]


def test_a_network_may_hold_its_share_unfinished(world: World) -> None:
    first = [world.connect("192.0.2.1") for _ in range(10)]
    assert [world.goes_for(each) for each in first] == [None] * 10
    newcomer = world.connect("192.0.2.1")
    assert world.goes_for(newcomer) is newcomer
    assert world.goes_for(world.connect("192.0.2.2")) is None


def test_one_of_its_own_that_is_late_goes_for_a_newcomer(world: World) -> None:
    first = [world.connect("192.0.2.1") for _ in range(10)]
    for each in first:
        world.goes_for(each)
    assert world.goes_for(world.connect("192.0.2.1"), PATIENCE + 1) is first[0]


def test_many_networks_leave_room_for_who_holds_nothing(world: World) -> None:
    for number in range(1000):
        newcomer = world.connect(f"192.0.2.{number % 100}")
        if world.goes_for(newcomer) is newcomer:
            newcomer.close()
            world.goes_for(newcomer)
    assert len(world.connections) < world.most
    assert world.goes_for(world.connect("198.51.100.1")) is None


def test_an_ipv6_network_is_one(world: World) -> None:
    for number in range(10):
        world.goes_for(world.connect(f"2001:db8:1:2::{number:x}"))
    newcomer = world.connect("2001:db8:1:2:ffff::1")
    assert world.goes_for(newcomer) is newcomer
    assert world.goes_for(world.connect("2001:db8:1:3::1")) is None


def test_the_households_of_an_ipv6_site_share_a_quarter(world: World) -> None:
    held = [world.connect(f"2001:db8:1:{number // 10:x}::{number:x}") for number in range(40)]
    assert [world.goes_for(each) for each in held] == [None] * 40
    newcomer = world.connect("2001:db8:1:ffff::1")
    assert world.goes_for(newcomer) is newcomer
    newcomer.close()
    assert world.goes_for(newcomer) is None
    assert world.goes_for(world.connect("2001:db8:2:1::1")) is None
    assert world.goes_for(world.connect("2001:db8:1:ffff::1"), PATIENCE + 1) is held[0]


def test_who_moved_much_may_pause_for_five_minutes_and_no_longer(world: World) -> None:
    one = world.connect()
    one.feed(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n")
    one.feed(b"x" * 390_000)
    assert world.late(LONGEST_PAUSE + LENIENCY - 1) == []
    assert world.late(LONGEST_PAUSE + LENIENCY + 1) == [one]


def test_behind_a_proxy_nobody_counts(world: World) -> None:
    assert all(world.goes_for(world.connect(None)) is None for _ in range(100))


def test_a_finished_connection_leaves_its_place(world: World) -> None:
    first = [world.connect("192.0.2.1") for _ in range(10)]
    for each in first:
        world.goes_for(each)
    first[3].close()
    world.goes_for(first[3])
    assert world.goes_for(world.connect("192.0.2.1")) is None


def test_whoever_reads_an_answer_stays_beyond_the_share(world: World) -> None:
    one = world.begin_work("192.0.2.1")
    assert world.goes_for(one) is None
    for _ in range(10):
        world.goes_for(world.connect("192.0.2.1"))
    one.state = State.DRAINING
    one.sock.sendall(b"x" * 10**7)
    assert world.goes_for(one) is None
    assert not one.closed


def test_requests_that_wait_for_a_thread_count_for_their_network(world: World) -> None:
    first = [world.begin_work("192.0.2.1") for _ in range(10)]
    assert [world.goes_for(each) for each in first] == [None] * 10
    one_more = world.begin_work("192.0.2.1")
    assert world.goes_for(one_more) is one_more
    assert world.goes_for(world.begin_work("192.0.2.2")) is None
