"""Whether a broker keeps what we publish for as long as we count on it.

A topic that somebody made beforehand has the broker's own retention, seven days as it comes: what
is rebuilt from it later would lack what went, and nobody would see it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.bus import Topic


@dataclass(frozen=True)
class Forgetting:
    """A setting of a topic by which messages go too early: its `value`, and the one `wanted`."""

    setting: str
    value: str
    wanted: str


def forgetting(topic: Topic, settings: Mapping[str, str]) -> Iterator[Forgetting]:
    """Yield the settings of a topic on the broker that keep less than it declares."""
    kept, wanted = _number(settings.get("retention.ms", "-1")), topic.retention_ms
    if kept >= 0 and (wanted < 0 or kept < wanted):
        yield Forgetting("retention.ms", str(kept), str(wanted))
    if (largest := _number(settings.get("retention.bytes", "-1"))) >= 0:
        yield Forgetting("retention.bytes", str(largest), "-1")
    if "compact" in (policy := settings.get("cleanup.policy", "delete")):
        yield Forgetting("cleanup.policy", policy, "delete")


def _number(text: str) -> int:
    return int(text) if text.removeprefix("-").isdigit() else -1
