"""The bus over Apache Kafka: what operators run."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import structlog

from shared.bus import Topic
from shared.bus.kafka.driver import (
    ANSWER_MS,
    COMMON,
    CONSUMER,
    MOST_UNRESOLVED,
    PRODUCER,
    ConfigResource,
    ConfigResourceType,
    KafkaAdminClient,
    KafkaConsumer,
    KafkaError,
    KafkaProducer,
    TopicAlreadyExistsError,
    reached,
)
from shared.bus.kafka.keeping import forgetting
from shared.bus.kafka.publisher import KafkaPublisher
from shared.bus.kafka.subscription import KafkaSubscription
from shared.bus.naming import Naming
from shared.bus.watchdog import Watchdog

log = structlog.get_logger(__name__)


class KafkaBus:
    """The brokers at `bootstrap` (`host:port`, comma-separated).

    `stuck_after` is how many seconds a message may stay unresolved before the process is ended;
    a member silent for `session_timeout` seconds is dead (a broker's least is 6).
    `group_instance` names this process among its service's, only where ordinals are stable.
    """

    def __init__(
        self,
        bootstrap: str,
        topic_prefix: str = "",
        *,
        stuck_after: float = 120.0,
        session_timeout: float = 10.0,
        group_instance: str | None = None,
    ) -> None:
        self._bootstrap = bootstrap
        self._naming = Naming(topic_prefix)
        self._stuck_after = stuck_after
        self._session_timeout = session_timeout
        self._group_instance = group_instance
        self._publishers: dict[int, KafkaPublisher] = {}
        self._lock = threading.Lock()

    @contextmanager
    def _admin(self) -> Iterator[Any]:
        with reached(self._bootstrap):
            admin = KafkaAdminClient(
                bootstrap_servers=self._bootstrap.split(","), request_timeout_ms=ANSWER_MS, **COMMON
            )
            try:
                yield admin
            finally:
                admin.close()

    def ensure_topics(self, topics: Sequence[Topic]) -> None:
        """Create the topics that are absent, and wait until they can be used.

        One that is there already stays as it is; where it forgets what we count on, the log says
        so as an error, with what to change.
        """
        names = [self._naming.outside(topic.name) for topic in topics]
        with self._admin() as admin:
            present = set(admin.list_topics())
            for topic, name in zip(topics, names, strict=True):
                if name not in present:
                    self._create(admin, name, topic)
            admin.wait_for_topics(names)
            self._tell_forgetting(admin, dict(zip(names, topics, strict=True)))

    @staticmethod
    def _tell_forgetting(admin: Any, topics: Mapping[str, Topic]) -> None:
        try:
            told = admin.describe_configs(
                [ConfigResource(ConfigResourceType.TOPIC, name) for name in topics]
            )["topic"]
        except KafkaError as error:
            # Some brokers let nobody look: what they keep is then their operator's word.
            log.info("retention_not_known", error=type(error).__name__)
            return
        for name, settings in told.items():
            values = {each: str(found["value"]) for each, found in settings.items()}
            for each in forgetting(topics[name], values):
                log.error(
                    "topic_forgets",
                    topic=name,
                    setting=each.setting,
                    value=each.value,
                    wanted=each.wanted,
                    remedy=f"kafka-configs.sh --alter --entity-type topics --entity-name {name}"
                    f" --add-config {each.setting}={each.wanted}",
                )

    @staticmethod
    def _create(admin: Any, name: str, topic: Topic) -> None:
        settings = {
            "num_partitions": topic.partitions,
            "configs": {"retention.ms": str(topic.retention_ms)},
        }
        try:
            admin.create_topics({name: settings})
        except TopicAlreadyExistsError:
            log.info("topic_made_by_another", topic=topic.name)

    def publisher(self) -> KafkaPublisher:
        """Return the publisher of this process: one made before a fork would lose data."""
        with self._lock:
            process = os.getpid()
            if process not in self._publishers:
                self._publishers[process] = KafkaPublisher(
                    self._producer, self._naming, Watchdog(self._stuck_after, MOST_UNRESOLVED)
                )
            return self._publishers[process]

    def _producer(self) -> Any:
        with reached(self._bootstrap):
            return KafkaProducer(bootstrap_servers=self._bootstrap.split(","), **PRODUCER, **COMMON)

    def subscribe(self, group: str, topics: Sequence[str]) -> KafkaSubscription:
        """Join `group`."""
        with reached(self._bootstrap):
            consumer = KafkaConsumer(
                bootstrap_servers=self._bootstrap.split(","),
                group_id=self._naming.outside(group),
                group_instance_id=self._group_instance,
                session_timeout_ms=int(self._session_timeout * 1000),
                heartbeat_interval_ms=int(self._session_timeout * 200),
                **CONSUMER,
                **COMMON,
            )
            made = KafkaSubscription(consumer, self._naming, topics, self._bootstrap)
            try:
                consumer.subscribe([self._naming.outside(topic) for topic in topics])
                # One who joins before it knows the partitions is given none, and asks again late.
                made.learn_partitions()
            except BaseException:
                made.close()
                raise
        return made

    def ping(self) -> None:
        """Raise `BusUnavailable` unless a broker answers."""
        with self._admin() as admin:
            admin.describe_cluster()

    def unresolved_seconds(self) -> float:
        """Return for how long what this process sent waits for an answer (0: nothing waits)."""
        publisher = self._publishers.get(os.getpid())
        return publisher.unresolved_seconds() if publisher is not None else 0.0

    def close(self) -> None:
        """Close the publisher of this process."""
        with self._lock:
            publisher = self._publishers.pop(os.getpid(), None)
        if publisher is not None:
            publisher.close()
