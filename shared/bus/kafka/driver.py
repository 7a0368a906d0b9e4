"""kafka-python: the one file that imports it, with the settings to use it under.

They are those under which it was seen to lose nothing: a delivery that never expires (an expired
one wedges the idempotent producer), idempotence asked for by name, commits by the poll loop.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka import TopicPartition as Place
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import (
    CommitFailedError,
    IllegalGenerationError,
    InvalidTopicError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    RebalanceInProgressError,
    RecordListTooLargeError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
    UnknownMemberIdError,
)
from kafka.structs import OffsetAndMetadata

from shared.bus import BusUnavailable

__all__ = [
    "ConfigResource",
    "ConfigResourceType",
    "KafkaAdminClient",
    "KafkaConsumer",
    "KafkaError",
    "KafkaProducer",
    "KafkaTimeoutError",
    "OffsetAndMetadata",
    "Place",
    "TopicAlreadyExistsError",
]
MOST_UNRESOLVED = 2000
ANSWER_MS = 5000
COMMIT_MS = 10_000
CLOSE_SECONDS = 3.0
LOST = (
    CommitFailedError,
    IllegalGenerationError,
    RebalanceInProgressError,
    UnknownMemberIdError,
)
ITS_OWN = (
    InvalidTopicError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    TopicAuthorizationFailedError,
)
PRODUCER = {
    "enable_idempotence": True,
    "acks": "all",
    "delivery_timeout_ms": 2**31 - 1,
    "request_timeout_ms": 10_000,
    "max_block_ms": 3000,
    "linger_ms": 5,
    "max_in_flight_requests_per_connection": 5,
    "allow_auto_create_topics": False,
}
CONSUMER = {
    "enable_auto_commit": False,
    "auto_offset_reset": "earliest",
    "isolation_level": "read_committed",
    "max_poll_records": 100,
    "max_poll_interval_ms": 300_000,
    "metadata_max_age_ms": 30_000,
    "allow_auto_create_topics": False,
}
COMMON = {"bootstrap_timeout_ms": ANSWER_MS, "reconnect_backoff_max_ms": 1000}


@contextmanager
def reached(address: str) -> Iterator[None]:
    """Turn what kafka-python raises within the block into `BusUnavailable`, with the address."""
    try:
        yield
    except (KafkaError, OSError) as error:
        raise BusUnavailable(f"Kafka at {address} does not answer: {error}") from error
