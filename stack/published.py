"""Does the bus hold what people were told? Asked of the bus, whichever it is, at the end."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from shared.bus import open_bus
from stack.driver.kit.waiting import wait_until
from stack.driver.stories.contest.ledger import Ledger
from stack.settings import StackSettings

SECONDS = 15.0


ACCOUNTS = {"gateway.account": 2}


def expected(ledger: Ledger) -> dict[str, int]:
    """Return how many messages each topic must hold at the least when the story is over."""
    entries = ledger.submitted.total() + ledger.confirmed.total() + ledger.refused.total()
    return {
        "contests.contest": len(("opened", "closed", "sealed", "drawn")),
        "contests.entry": entries,
        "contests.draw": len(("made", "notified", "skipped", "promoted", "accepted")),
    }


def check_published(settings: StackSettings, folder: Path, wanted: Mapping[str, int]) -> None:
    """Wait until each topic holds its messages; raise `NeverCame` naming one that does not."""
    bus = open_bus(
        kafka_bootstrap=settings.kafka_bootstrap,
        data_dir=str(folder),
        topic_prefix=settings.topic_prefix,
    )
    subscription = bus.subscribe("demo", list(wanted))
    try:
        for topic, count in wanted.items():

            def there(topic: str = topic, count: int = count) -> bool:
                return held(subscription.end_offsets())[topic] >= count

            wait_until(there, f"{count} messages on the topic {topic}", SECONDS)
    finally:
        subscription.close()
        bus.close()


def held(ends: Mapping[tuple[str, int], int]) -> Counter[str]:
    """Return how many messages each topic has had."""
    counts: Counter[str] = Counter()
    for (topic, _), end in ends.items():
        counts[topic] += end
    return counts
