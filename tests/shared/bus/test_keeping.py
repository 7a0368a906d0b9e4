"""What a broker keeps for less long than we count on is seen, whatever the topic's settings."""

import pytest

from shared.bus import Topic
from shared.bus.kafka.keeping import Forgetting, forgetting

FOR_EVER, A_DAY = Topic("entries"), Topic("clicks", retention_ms=86_400_000)


@pytest.mark.parametrize(
    ("topic", "settings", "found"),
    [
        (FOR_EVER, {}, []),
        (FOR_EVER, {"retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"}, []),
        (FOR_EVER, {"retention.ms": "604800000"},
         [Forgetting("retention.ms", "604800000", "-1")]),
        (FOR_EVER, {"retention.ms": "0"}, [Forgetting("retention.ms", "0", "-1")]),
        (A_DAY, {"retention.ms": "86400000"}, []),
        (A_DAY, {"retention.ms": "-1"}, []),
        (A_DAY, {"retention.ms": "3600000"},
         [Forgetting("retention.ms", "3600000", "86400000")]),
        (FOR_EVER, {"retention.bytes": "1000"}, [Forgetting("retention.bytes", "1000", "-1")]),
        (FOR_EVER, {"cleanup.policy": "compact,delete"},
         [Forgetting("cleanup.policy", "compact,delete", "delete")]),
        (FOR_EVER, {"retention.ms": "None"}, []),
    ],
)  # fmt: skip
def test_a_topic_that_keeps_less_than_it_declares_is_seen(
    topic: Topic, settings: dict[str, str], found: list[Forgetting]
) -> None:
    assert list(forgetting(topic, settings)) == found
