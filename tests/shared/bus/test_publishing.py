"""What both adapters do with what is published."""

import os
from collections import defaultdict
from dataclasses import replace

from shared.bus import Bus, Outgoing, Topic
from shared.bus.partitioner import partition_of
from tests.shared.bus.conftest import Broker
from tests.shared.bus.joining import Other, connect, fact, read


def test_every_message_of_a_batch_is_acknowledged(bus: Bus) -> None:
    assert bus.publisher().publish([fact(f"k{n}", str(n)) for n in range(100)]) == [True] * 100


def test_an_empty_batch_has_no_answers(bus: Bus) -> None:
    assert bus.publisher().publish([]) == []


def test_messages_of_a_key_come_in_order(bus: Bus) -> None:
    bus.publisher().publish([fact(f"k{n % 7}", str(n)) for n in range(200)])
    values = defaultdict(list)
    for message in read(bus.subscribe("readers", ["facts"]), 200):
        values[message.key].append(int(message.value))
    assert values == {f"k{key}": list(range(key, 200, 7)) for key in range(7)}


def test_the_key_chooses_the_partition_by_murmur2(bus: Bus) -> None:
    bus.publisher().publish([fact(f"clé-{n}", "v") for n in range(50)])
    found = {m.key: m.partition for m in read(bus.subscribe("readers", ["facts"]), 50)}
    assert found == {f"clé-{n}": partition_of(f"clé-{n}", 3) for n in range(50)}


def test_a_message_arrives_whole(bus: Bus) -> None:
    headers = (("ce_id", b"1"), ("binary", bytes(range(256))), ("empty", b""))
    value = bytes(range(256)) * 800
    bus.publisher().publish([Outgoing("facts", "ключ", value, headers)])
    (message,) = read(bus.subscribe("readers", ["facts"]), 1)
    assert (message.topic, message.key, message.value) == ("facts", "ключ", value)
    assert (message.headers, message.offset) == (dict(headers), 0)
    assert message.timestamp_ms > 1_500_000_000_000


def test_of_two_headers_with_one_name_the_last_is_read(bus: Bus) -> None:
    headers = (("trace", b"first"), ("other", b""), ("trace", b"last"))
    bus.publisher().publish([Outgoing("facts", "a", b"", headers)])
    (message,) = read(bus.subscribe("readers", ["facts"]), 1)
    assert (message.headers, message.value) == ({"trace": b"last", "other": b""}, b"")


def test_an_absent_topic_is_not_acknowledged_and_holds_back_no_other(bus: Bus) -> None:
    batch = [fact("a", "1"), fact("a", "2", topic="absent"), fact("b", "3")]
    assert bus.publisher().publish(batch) == [True, False, True]


def test_a_topic_is_made_once(bus: Bus) -> None:
    bus.publisher().publish([fact("a", "1")])
    bus.ensure_topics([Topic("facts", partitions=3), Topic("others", partitions=1)])
    member = bus.subscribe("readers", ["facts", "others"])
    bus.publisher().publish([fact("b", "2", topic="others")])
    assert {m.value for m in read(member, 2)} == {b"1", b"2"}
    assert len(member.end_offsets()) == 4


def test_installations_behind_different_prefixes_do_not_meet(broker: Broker, bus: Bus) -> None:
    other = connect(replace(broker.address, prefix=f"x{broker.address.prefix}"))
    other.ensure_topics([Topic("facts", partitions=3)])
    other.publisher().publish([fact("a", "theirs")])
    bus.publisher().publish([fact("a", "ours")])
    assert [m.value for m in read(bus.subscribe("readers", ["facts"]), 1)] == [b"ours"]
    other.close()


def test_several_processes_publish_at_once(broker: Broker, bus: Bus) -> None:
    others = [Other(broker.address, "publish", name, "200") for name in "abcd"]
    assert [other.line() for other in others] == ["published"] * 4
    seen = defaultdict(list)
    for message in read(bus.subscribe("readers", ["facts"]), 800):
        name, place = message.value.decode().split()
        seen[(name, message.key)].append(int(place))
    assert len(seen) == 20
    assert all(places == sorted(set(places)) for places in seen.values())
    assert [other.process.wait(30) for other in others] == [0] * 4


def test_a_forked_process_publishes_through_a_publisher_of_its_own(bus: Bus) -> None:
    assert bus.publisher().publish([fact("a", "before")]) == [True]
    child = os.fork()
    if child == 0:
        os._exit(0 if bus.publisher().publish([fact("a", "child")]) == [True] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert bus.publisher().publish([fact("a", "after")]) == [True]
    values = [m.value for m in read(bus.subscribe("readers", ["facts"]), 3)]
    assert values == [b"before", b"child", b"after"]
