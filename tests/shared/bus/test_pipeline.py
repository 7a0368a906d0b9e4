"""From a document's pending events to the handlers of two consumers, over both buses."""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shared.bus import Bus, Topic
from shared.clock import SystemClock
from shared.consumer import Consumer, InvalidMessage, Received
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
