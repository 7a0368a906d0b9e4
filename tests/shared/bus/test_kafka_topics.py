"""How long Kafka is told to keep a topic."""

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from structlog.testing import capture_logs

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


def test_topics_that_were_made_beforehand_and_forget_too_early_are_told(
    kafka_bootstrap: str,
) -> None:
    broker = Broker(Address("kafka", kafka_bootstrap, new_prefix()))
    week, month = 7 * 24 * 3600 * 1000, 30 * 24 * 3600 * 1000
    beforehand = {
        "week": {"retention.ms": str(week)},
        "small": {"retention.ms": "-1", "retention.bytes": "1000000"},
        "compact": {"retention.ms": "-1", "cleanup.policy": "compact"},
        "right": {"retention.ms": "-1"},
        "letters": {"retention.ms": str(week)},
    }
    admin = KafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    prefix = broker.address.prefix
    admin.create_topics(
        {prefix + name: {"num_partitions": 1, "configs": each} for name, each in beforehand.items()}
    )
    admin.wait_for_topics([prefix + name for name in beforehand])
    admin.close()
    with capture_logs() as logs:
        broker.bus().ensure_topics(
            [*(Topic(name) for name in beforehand if name != "letters"), Topic("letters", 1, month)]
        )
    broker.close()
    told = {
        (line["topic"].removeprefix(prefix), line["setting"], line["value"], line["wanted"])
        for line in logs
        if (line["event"], line["log_level"]) == ("topic_forgets", "error")
    }
    assert told == {
        ("week", "retention.ms", str(week), "-1"),
        ("small", "retention.bytes", "1000000", "-1"),
        ("compact", "cleanup.policy", "compact", "delete"),
        ("letters", "retention.ms", str(week), str(month)),
    }
    assert all("kafka-configs.sh" in line["remedy"] for line in logs if "remedy" in line)
