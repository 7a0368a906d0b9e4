"""Events of contests and entries as messages, and what a recount of them by hand gives."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.bus import Outgoing

STATES = {
    "submitted": "unconfirmed",
    "confirmed": "confirmed",
    "reinstated": "confirmed",
    "excluded": "excluded",
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "refused": "refused",
}
REASON = "minor"


@dataclass(frozen=True)
class Happening:
    """One event of an entry's life; `sequence` is its place in it, from 1."""

    entry: str
    sequence: int
    verb: str
    hour: str
    source: str
    contest: str = "c1"

    def message(self, workspace: str = "lumen") -> Outgoing:
        """Return it as the relay publishes it."""
        data: dict[str, Any] = {"contest_id": self.contest, "source": self.source}
        if self.verb in ("submitted", "refused"):
            data["hour"] = self.hour
        if self.verb == "confirmed":
            data |= {"hour": "2026-03-31T09", "submitted_hour": self.hour}
        if self.verb in ("excluded", "refused"):
            data["reason"] = REASON
        return message(
            "contests.entry", "entry", self.verb, self.entry, self.sequence, data, workspace
        )


def message(
    topic: str,
    kind: str,
    verb: str,
    key: str,
    sequence: int,
    data: dict[str, Any],
    workspace: str = "lumen",
) -> Outgoing:
    """Return an event of contests."""
    named = f"kermesse.contests.{kind}.{verb}.v1"
    return envelope(topic, named, key, sequence, data, workspace)


def envelope(
    topic: str,
    type_: str,
    key: str,
    sequence: int,
    data: dict[str, Any],
    workspace: str = "lumen",
) -> Outgoing:
    """Return an event in CloudEvents' binary mode."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": f"{key}.{sequence}",
        "ce_type": type_,
        "ce_source": f"/{topic.replace('.', '/')}/{key}",
        "ce_time": "2026-03-29T16:00:00.000Z",
        "ce_sequence": str(sequence),
        "ce_workspaceid": workspace,
    }
    named = tuple((name, value.encode()) for name, value in headers.items())
    return Outgoing(topic, key, json.dumps(data).encode(), named)


def opened(contest: str = "c1", workspace: str = "lumen") -> Outgoing:
    """Return the event that begins a contest."""
    data = {"contest_id": contest}
    return message("contests.contest", "contest", "opened", contest, 1, data, workspace)


def life(entry: str, verbs: Sequence[str], hour: str, source: str) -> list[Happening]:
    """Return the events of an entry's life, in their order."""
    return [Happening(entry, place + 1, verb, hour, source) for place, verb in enumerate(verbs)]


def recount(happened: Iterable[Happening]) -> dict[str, Any]:
    """Return the figures of what happened, counted one by one from each entry's last event."""
    last: dict[str, Happening] = {}
    for one in happened:
        if one.entry not in last or one.sequence > last[one.entry].sequence:
            last[one.entry] = one
    ends = [(one, STATES[one.verb]) for one in last.values()]

    def line(chosen: list[str]) -> dict[str, int]:
        refused = chosen.count("refused")
        return {
            "submitted": len(chosen) - refused,
            "confirmed": chosen.count("confirmed") + chosen.count("excluded"),
            "refused": refused,
        }

    hours = sorted({one.hour for one, _ in ends})
    sources = sorted({one.source for one, _ in ends})
    states = [state for _, state in ends]
    return {
        "entries": line(states)
        | {state: states.count(state) for state in ("excluded", "withdrawn", "lapsed")},
        "by_hour": [
            {"hour": hour, **line([state for one, state in ends if one.hour == hour])}
            for hour in hours
        ],
        "by_source": [
            {"source": name, **line([state for one, state in ends if one.source == name])}
            for name in sources
        ],
        "other_sources": line([]),
        "by_reason": [
            {"state": state, "reason": REASON, "count": states.count(state)}
            for state in ("excluded", "refused")
            if state in states
        ],
    }
