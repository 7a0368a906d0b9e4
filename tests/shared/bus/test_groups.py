"""Groups remember their place, share partitions, and get those of the dead back."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from shared.bus import Bus, Message, Subscription
from shared.bus.partitioner import partition_of
from tests.shared.bus.conftest import Broker
from tests.shared.bus.joining import Other, fact, nothing_comes, poll_until, read

Closing = Callable[[Callable[[], object]], None]


def commit_all(member: Subscription, messages: list[Message]) -> None:
    member.commit({m.place: m.offset + 1 for m in sorted(messages, key=lambda m: m.offset)})


def publish(bus: Bus, count: int, start: int = 0) -> None:
    batch = [fact(f"k{n}", str(n)) for n in range(start, start + count)]
    assert all(bus.publisher().publish(batch))


def test_a_new_group_starts_at_the_earliest(bus: Bus) -> None:
    publish(bus, 30)
    assert len(read(bus.subscribe("late", ["facts"]), 30)) == 30


def test_each_group_reads_everything(bus: Bus) -> None:
    publish(bus, 10)
    for group in ("one", "two"):
        assert len(read(bus.subscribe(group, ["facts"]), 10)) == 10


@pytest.mark.slow
def test_a_group_goes_on_after_its_last_commit(broker: Broker, bus: Bus) -> None:
    publish(bus, 40)
    first = bus.subscribe("readers", ["facts"])
    messages = read(first, 40)
    place = messages[0].place
    done = [m for m in messages if m.place != place]
    commit_all(first, done)
    first.close()
    second = broker.bus().subscribe("readers", ["facts"])
    again = read(second, 40 - len(done))
    assert {m.place for m in again} == {place}
    assert [m.offset for m in again] == list(range(40 - len(done)))
    assert nothing_comes(second)


def test_a_commit_is_the_next_offset(bus: Bus) -> None:
    assert all(bus.publisher().publish([fact("a", str(n)) for n in range(5)]))
    first = bus.subscribe("readers", ["facts"])
    messages = read(first, 5)
    first.commit({messages[0].place: messages[2].offset + 1})
    first.close()
    assert [m.value for m in read(bus.subscribe("readers", ["facts"]), 2)] == [b"3", b"4"]


def test_two_members_share_the_partitions(broker: Broker, bus: Bus) -> None:
    one = bus.subscribe("readers", ["facts"])
    poll_until([one], lambda: len(one.assignment()) == 3)
    two = broker.bus().subscribe("readers", ["facts"])
    poll_until([one, two], lambda: bool(two.assignment()) and len(one.assignment()) < 3)
    assert not one.assignment() & two.assignment()
    assert len(one.assignment() | two.assignment()) == 3
    found: list[Message] = []
    publish(bus, 30)
    poll_until([one, two], lambda: len(found) >= 30, found)
    assert sorted(int(m.value) for m in found) == list(range(30))


def test_a_member_that_leaves_gives_its_partitions_back(broker: Broker, bus: Bus) -> None:
    one, two = bus.subscribe("readers", ["facts"]), broker.bus().subscribe("readers", ["facts"])
    poll_until([one, two], lambda: bool(one.assignment()) and bool(two.assignment()))
    two.close()
    poll_until([one], lambda: len(one.assignment()) == 3)


@pytest.mark.slow
def test_a_member_that_dies_gives_its_partitions_back(broker: Broker, bus: Bus) -> None:
    publish(bus, 60)
    with Other(broker.address, "join", "readers") as other:
        assert other.line()
        one = bus.subscribe("readers", ["facts"])
        other.process.send_signal(signal.SIGKILL)
        found = read(one, 60)
    assert sorted(int(m.value) for m in found) == list(range(60))
    assert len(one.assignment()) == 3


@pytest.mark.slow
def test_a_member_thought_dead_cannot_commit_what_others_read(broker: Broker, bus: Bus) -> None:
    publish(bus, 60)
    with Other(broker.address, "join", "readers") as zombie:
        partition = int(zombie.line().split()[0])
        os.kill(zombie.process.pid, signal.SIGSTOP)
        one = bus.subscribe("readers", ["facts"])
        commit_all(one, read(one, 60))
        before = one.committed()
        os.kill(zombie.process.pid, signal.SIGCONT)
        zombie.tell("commit")
        assert zombie.line() == "committed"
        assert before[("facts", partition)] > 1
        assert one.committed() == before


@pytest.mark.slow
def test_a_paused_partition_waits_and_others_go_on(bus: Bus) -> None:
    member = bus.subscribe("readers", ["facts"])
    publish(bus, 30)
    held = read(member, 30)[0].place
    member.pause(held)
    publish(bus, 30, start=30)
    others = [n for n in range(30, 60) if partition_of(f"k{n}", 3) != held[1]]
    found = read(member, len(others))
    assert nothing_comes(member)
    member.resume(held)
    found += read(member, 30 - len(others))
    assert [m.place == held for m in found] == [False] * len(others) + [True] * (30 - len(others))


def test_a_rewound_partition_is_read_again_from_there(bus: Bus) -> None:
    bus.publisher().publish([fact("a", str(n)) for n in range(6)])
    member = bus.subscribe("readers", ["facts"])
    place = read(member, 6)[0].place
    member.pause(place)
    member.rewind(place, 4)
    assert nothing_comes(member, 0.5)
    member.resume(place)
    assert [m.value for m in read(member, 2)] == [b"4", b"5"]


def test_a_partition_of_another_is_passed_over_in_silence(bus: Bus) -> None:
    member = bus.subscribe("readers", ["facts"])
    poll_until([member], lambda: len(member.assignment()) == 3)
    strange = ("facts", 17)
    member.pause(strange)
    member.rewind(strange, 3)
    member.resume(strange)
    member.commit({strange: 4})
    assert strange not in member.committed()


def test_end_offsets_and_committed_give_the_lag(bus: Bus) -> None:
    member = bus.subscribe("readers", ["facts"])
    assert set(member.committed().values()) == {0}
    publish(bus, 20)
    messages = read(member, 20)
    ends = member.end_offsets()
    assert sum(ends.values()) == 20
    assert set(ends) == {("facts", n) for n in range(3)}
    commit_all(member, messages)
    assert member.committed() == ends


def test_a_poll_waits_no_longer_than_asked(bus: Bus) -> None:
    member = bus.subscribe("readers", ["facts"])
    poll_until([member], lambda: len(member.assignment()) == 3)
    begin = time.monotonic()
    assert member.poll(0.3) == []
    assert 0.25 < time.monotonic() - begin < 2


def test_a_poll_brings_no_more_than_asked(bus: Bus) -> None:
    publish(bus, 50)
    member = bus.subscribe("readers", ["facts"])
    poll_until([member], lambda: len(member.assignment()) == 3, None)
    member.close()
    again = bus.subscribe("more", ["facts"])
    found: list[Message] = []
    while len(found) < 50:
        batch = again.poll(1.0, 7)
        assert len(batch) <= 7
        found += batch
    assert sorted(int(m.value) for m in found) == list(range(50))
