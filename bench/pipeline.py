"""Relay and consumer beside a bare kafka-python producer and consumer on the same topic.

The relay publishes entries' events from SQLite and settles them there; the consumer is the one of
insights, with its facts in SQLite, then on a server of MongoDB's protocol, beside the same bulks of
guarded upserts sent raw.
"""

import base64
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

from bench.bare_kafka import BareConsumer, BareProducer
from bench.measure import Effort, Figure, Result, Work, by_turns, figure
from bench.raw_facts import RawFacts
from bench.sample import WORKSPACE, event, id_of
from bench.servers import Servers
from services.insights.bootstrap import Worker, open_stores, open_topics
from services.insights.settings import InsightsSettings
from shared.bus import Bus, Outgoing, Topic, open_bus
from shared.clock import SystemClock
from shared.cloudevents import outgoing
from shared.documents import Change, Pending, open_database
from shared.metrics import Metrics
from shared.relay import MOST_AT_ONCE, Relay
from shared.settings import load

COUNT, BATCH = 2000, 100
PATIENCE = 60.0
ON_MONGO = 1000
TOPIC = "contests.entry"
TARGET, MONGO_TARGET = 0.60, 0.70
LOG = "the embedded log"


def run(effort: Effort, servers: Servers) -> Iterator[Result]:
    """Yield the figures of relay and consumer, on what of the servers is found."""
    kafka, mongo, count = servers.kafka(), servers.mongo(), effort.of(COUNT, 100)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        on_log = stack.enter_context(pipe("", f"{folder}/log", effort, count))
        if kafka is None:
            return
        on_kafka = stack.enter_context(pipe(kafka, f"{folder}/kafka", effort, count))
        yield from _relays(on_kafka, on_log, kafka, effort)
        yield from _consumers(on_kafka, on_log, kafka, effort)
    if kafka is not None and mongo is not None:
        yield from _on_mongo(kafka, mongo, effort)


def _relays(kafka: "Pipe", log: "Pipe", address: str, effort: Effort) -> Iterator[Figure]:
    bare = BareProducer(address, f"{kafka.prefix}bare", kafka.messages())
    rates, bares, logs = by_turns([kafka.relayed, bare.send, log.relayed], effort)
    bare.close()
    yield figure("relay, SQLite to Kafka", rates, "bare producer", bares, TARGET)
    yield figure(f"relay, SQLite to {LOG}", logs, "bare producer", bares)


def _consumers(kafka: "Pipe", log: "Pipe", address: str, effort: Effort) -> Iterator[Figure]:
    bare = BareConsumer(address, f"{kafka.prefix}{TOPIC}", f"{kafka.prefix}bare", kafka.count)
    kafka.drain()
    log.drain()
    with kafka.insights() as consumed, log.insights() as from_log:
        rates, bares, logs = by_turns([consumed, bare.read, from_log], effort)
    bare.close()
    yield figure("insights, Kafka to SQLite", rates, "bare consumer", bares, TARGET)
    yield figure(f"insights, {LOG} to SQLite", logs, "bare consumer", bares)


def _on_mongo(address: str, url: str, effort: Effort) -> Iterator[Figure]:
    prefix, count = f"bench_{uuid4().hex[:8]}", effort.of(ON_MONGO, 100)
    raw = RawFacts(url, f"{prefix}_raw", count)
    with tempfile.TemporaryDirectory() as folder, pipe(address, folder, effort, count) as kafka:
        kafka.drain()
        with kafka.insights(url, prefix) as consumed:
            rates, bares = by_turns([consumed, raw.apply], effort)
    raw.close()
    what = "insights, Kafka to MongoDB's protocol"
    yield figure(what, rates, "raw bulks of upserts", bares, MONGO_TARGET)


@contextmanager
def pipe(kafka: str, folder: str, effort: Effort, count: int) -> "Iterator[Pipe]":
    """Yield a bus with a topic of its own, and a store whose entries have events that wait."""
    made = Pipe(kafka, folder, count, effort.runs + 1)
    try:
        yield made
    finally:
        made.close()


class Pipe:
    """A store full of pending events, the relay that publishes them, and those who read them."""

    def __init__(self, kafka: str, folder: str, count: int, turns: int) -> None:
        self.count, self.prefix = count, f"bench-{uuid4().hex[:8]}."
        # The relay takes whole rounds, readers whole batches: the last turn must find one too.
        self._left = (count + MOST_AT_ONCE) * turns
        self._kafka, self._folder = kafka, folder
        self._bus: Bus = open_bus(kafka_bootstrap=kafka, data_dir=folder, topic_prefix=self.prefix)
        self._bus.ensure_topics([Topic(TOPIC), Topic("contests.contest"), Topic("bare")])
        self._database = open_database("pipeline", data_dir=folder)
        entries = self._database.collection("entries")
        entries.ensure(())
        for first in range(0, self._left, BATCH):
            entries.change_each(WORKSPACE, [_waiting(n) for n in range(first, first + BATCH)])
        self._relay = Relay(
            "contests", [entries], self._bus.publisher, clock=SystemClock(), metrics=_metrics()
        )

    def relayed(self) -> int:
        """Publish and settle one turn's events."""
        done = until(self.count, self._relay.run_once)
        self._left -= done
        return done

    def drain(self) -> None:
        """Publish all that waits."""
        self._left -= until(self._left, self._relay.run_once)

    def messages(self) -> list[Outgoing]:
        """Return one turn's messages, as the relay publishes them."""
        pending = (Pending(id_of(n), WORKSPACE, 0, (event(n),)) for n in range(self.count))
        return [outgoing("contests", "entries", each, 0) for each in pending]

    @contextmanager
    def insights(self, mongo_url: str = "", mongo_prefix: str = "kermesse") -> Iterator[Work]:
        """Yield the turn of the consumer of insights, its facts in a store of its own."""
        environ = {
            "KERMESSE_DATA_DIR": self._folder,
            "KERMESSE_KAFKA_BOOTSTRAP": self._kafka,
            "KERMESSE_TOPIC_PREFIX": self.prefix,
            "KERMESSE_MONGO_URL": mongo_url,
            "KERMESSE_MONGO_PREFIX": mongo_prefix,
            "KERMESSE_TOKEN_PUBLIC_KEY": base64.b64encode(bytes(32)).decode(),
        }
        settings = load(InsightsSettings, {name: text for name, text in environ.items() if text})
        built = Worker(open_stores(settings), open_topics(settings), _metrics())
        try:
            yield lambda: until(self.count, built.following.consume)
        finally:
            built.following.close()
            built.bus.close()
            built.stores.database.close()

    def close(self) -> None:
        """Let go of the bus and of the store."""
        self._bus.close()
        self._database.close()


def until(count: int, work: Callable[[], int]) -> int:
    """Repeat `work` until it did `count` things; return how many; raise `TimeoutError`."""
    done, deadline = 0, time.monotonic() + PATIENCE
    while done < count:
        done += work()
        if time.monotonic() > deadline:
            raise TimeoutError(f"{done} of {count} in {PATIENCE:.0f} s")
    return done


def _waiting(number: int) -> Change:
    return Change({"_id": id_of(number)}, {"$set": {"state": ""}}, (event(number),), upsert=True)


def _metrics() -> Metrics:
    return Metrics("bench")
