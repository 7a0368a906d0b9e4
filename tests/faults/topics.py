"""What must hold of the bus in the end: all is published, some twice, nothing set aside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shared.bus import Bus, Message, Outgoing, Subscription, open_bus
from shared.cloudevents import Received, received, type_of
from stack.driver.kit.waiting import wait_until
from tests.faults.checks import QUIET_SECONDS, must
from tests.harness.site import Site

ENTRY_TOPICS = ("contests.entry",)
DEAD_LETTERS = ("contests.dead-letters", "insights.dead-letters")


def check_quiet(site: Site) -> None:
    """In the end no event waits, and nothing was set aside as a dead letter."""
    database = site.foundation.database

    def waiting() -> list[str]:
        return [each.name for each in database.publishing() if each.pending(1)]

    wait_until(lambda: not waiting(), "the last event's publication", QUIET_SECONDS)
    dead = dead_letters(site)
    must(dead == 0, f"{dead} dead letters")


def dead_letters(site: Site) -> int:
    """Return how many dead letters there are on the bus."""
    with _subscribed(site, DEAD_LETTERS) as subscription:
        return sum(subscription.end_offsets().values())


def check_repeats(site: Site) -> int:
    """Return how many messages on the bus repeat an event; there must be some."""
    ids = [event.id for event in events(site, ENTRY_TOPICS)]
    repeats = len(ids) - len(set(ids))
    must(repeats > 0, "no event was published twice: the relay that repeats did nothing")
    return repeats


def events(site: Site, names: Sequence[str]) -> list[Received]:
    """Return the events that are on these topics, each as often as it is there."""
    return [received(message) for message in _messages(site, names)]


def publish_again(site: Site, kind: str) -> None:
    """Publish every event of this type once more, as a relay does that was left behind."""
    messages = [one for one in _messages(site, ENTRY_TOPICS) if type_of(one) == kind]
    again = [
        Outgoing(one.topic, one.key, one.value, tuple(one.headers.items())) for one in messages
    ]
    with _bus(site) as bus:
        must(again and all(bus.publisher().publish(again)), "nothing was published again")


def _messages(site: Site, names: Sequence[str]) -> list[Message]:
    with _subscribed(site, names) as subscription:
        messages, ends = list[Message](), subscription.end_offsets()

        def all_read() -> bool:
            messages.extend(subscription.poll(0.5))
            return len(messages) >= sum(ends.values())

        wait_until(all_read, "every event", QUIET_SECONDS, 0.0)
    return messages


@contextmanager
def _subscribed(site: Site, topics: Sequence[str]) -> Iterator[Subscription]:
    with _bus(site) as bus:
        subscription = bus.subscribe("proof", list(topics))
        try:
            yield subscription
        finally:
            subscription.close()


@contextmanager
def _bus(site: Site) -> Iterator[Bus]:
    environ = site.layout.given
    bus = open_bus(
        kafka_bootstrap=environ.get("KERMESSE_KAFKA_BOOTSTRAP", ""),
        data_dir=str(site.layout.folder),
        topic_prefix=environ.get("KERMESSE_TOPIC_PREFIX", ""),
    )
    try:
        yield bus
    finally:
        bus.close()
