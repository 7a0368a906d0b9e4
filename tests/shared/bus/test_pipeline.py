"""From a document's pending events to the handlers of two consumers, over both buses."""

import random
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing as closed
from datetime import UTC, datetime
from pathlib import Path

from kafka import KafkaProducer

from shared.bus import Bus, Outgoing, Topic
from shared.clock import SystemClock
from shared.cloudevents import outgoing
from shared.consumer import Consumer, InvalidMessage, Received
from shared.documents import Pending
from shared.documents.sqlite import SqliteDatabase
from shared.errors import TryAgain
from shared.events import Event
from shared.metrics import Metrics
from shared.relay import Relay
from tests.shared.bus.conftest import Broker
from tests.shared.bus.joining import read

KIND = "kermesse.test.fact.noted.v1"
DOCUMENTS, EACH, DEAD = 40, 5, "dead-letters"
POISON = ("d7", 3)


def stored(path: Path) -> SqliteDatabase:
    database = SqliteDatabase(str(path / "facts.sqlite"))
    collection = database.collection("facts")
    collection.ensure(())
    now = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(DOCUMENTS):
        name = f"d{number}"
        events = [Event(f"{name}.{n}", KIND, "facts", name, now, {"n": n}) for n in range(EACH)]
        collection.insert({"_id": name, "workspace_id": "w1", "version": 1}, events)
    return database


def test_events_reach_their_handlers_in_order_through_faults_and_a_rebalance(
    broker: Broker, bus: Bus, tmp_path: Path, closing: Callable[[Callable[[], object]], None]
) -> None:
    database = stored(tmp_path)
    closing(database.close)
    bus.ensure_topics([Topic(DEAD, 1)])
    clock, chance, metrics = SystemClock(), random.Random(7), Metrics("test")
    last: dict[str, int] = defaultdict(int)
    handled: dict[str, list[int]] = defaultdict(list)

    def handle(event: Received) -> None:
        if chance.random() < 0.02:
            raise TryAgain
        if (event.key, event.sequence) == POISON:
            raise InvalidMessage("poison")
        if event.sequence > last[event.key]:
            last[event.key] = event.sequence
            handled[event.key].append(event.sequence)

    def consumer() -> Consumer:
        made = Consumer(
            broker.bus(), "readers", ["facts"], {KIND: handle}, DEAD, clock=clock, metrics=metrics
        )
        closing(made.close)
        return made

    relay = Relay(
        "test", [database.collection("facts")], bus.publisher, clock=clock, metrics=metrics
    )
    first = consumer()
    assert relay.run_once() == DOCUMENTS * EACH
    while not handled:
        first.run_once(0.2)
    second = consumer()
    deadline = time.monotonic() + 60
    while sum(map(len, handled.values())) < DOCUMENTS * EACH - 1:
        assert time.monotonic() < deadline, handled
        first.run_once(0.1)
        second.run_once(0.1)

    whole = list(range(1, EACH + 1))
    expected = {f"d{n}": whole for n in range(DOCUMENTS)} | {POISON[0]: [1, 2, 4, 5]}
    assert handled == expected
    letter = read(bus.subscribe("dead", [DEAD]), 1)[0]
    assert (letter.key, letter.headers["ce_sequence"]) == (POISON[0], b"3")


def append_unreadable(broker: Broker, bus: Bus, topic: str) -> None:
    """Append what no publisher of ours writes."""
    where, name = broker.address.where, f"{broker.address.prefix}{topic}"
    if broker.address.kind == "kafka":
        producer = KafkaProducer(bootstrap_servers=where)
        bad = {"key": b"\xff", "value": None, "headers": [("ce_specversion", b"\xff")]}
        producer.send(name, **bad).get(timeout=30)
        producer.close()
        return
    assert bus.publisher().publish([Outgoing(topic, "d1", b"")]) == [True]
    with closed(sqlite3.connect(where)) as rows, rows:
        rows.execute(
            "UPDATE messages SET headers = x'ff', key = CAST(x'ff' AS TEXT), value = 'text'"
            " WHERE topic = ? AND headers = CAST('[]' AS BLOB)",
            (name,),
        )


def test_a_message_that_nobody_can_read_is_set_aside_and_those_behind_it_are_handled(
    broker: Broker, bus: Bus, closing: Callable[[Callable[[], object]], None]
) -> None:
    bus.ensure_topics([Topic("one", 1), Topic(DEAD, 1)])
    now, handled = datetime(2026, 3, 1, tzinfo=UTC), list[int]()

    def publish(number: int) -> None:
        event = Event(f"d1.{number}", KIND, "one", "d1", now, {})
        pending = Pending("d1", "w1", number, (event,))
        assert bus.publisher().publish([outgoing("test", "facts", pending, 0)]) == [True]

    publish(0)
    append_unreadable(broker, bus, "one")
    publish(1)
    handlers = {KIND: lambda event: handled.append(event.sequence)}
    consumer = Consumer(
        broker.bus(), "readers", ["one"], handlers, DEAD, clock=SystemClock(),
        metrics=Metrics("test"),
    )  # fmt: skip
    closing(consumer.close)
    deadline = time.monotonic() + 60
    while handled != [1, 2]:
        assert time.monotonic() < deadline, handled
        consumer.run_once(0.1)
    (letter,) = read(bus.subscribe("dead", [DEAD]), 1)
    assert (letter.headers["dlq_topic"], letter.headers["dlq_offset"]) == (b"one", b"1")
    assert letter.headers["dlq_reason"]
