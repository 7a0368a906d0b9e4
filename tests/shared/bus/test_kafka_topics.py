"""How long Kafka is told to keep a topic."""

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from shared.bus import Topic
from tests.shared.bus.conftest import Broker, new_prefix
from tests.shared.bus.joining import Address

pytestmark = pytest.mark.kafka


def test_a_topic_is_kept_for_ever_unless_it_names_its_retention(kafka_bootstrap: str) -> None:
    broker = Broker(Address("kafka", kafka_bootstrap, new_prefix()))
    broker.bus().ensure_topics([Topic("kept"), Topic("passing", retention_ms=60_000)])
    admin = KafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    names = [broker.address.prefix + name for name in ("kept", "passing")]
    found = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, n) for n in names])
    admin.close()
    broker.close()
    kept = [found["topic"][name]["retention.ms"]["value"] for name in names]
    assert kept == ["-1", "60000"]
