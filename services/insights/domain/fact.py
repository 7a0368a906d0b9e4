"""A fact: what one entry, or one refusal, has become. The figures are counts of facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

UNCONFIRMED = "unconfirmed"
CONFIRMED = "confirmed"
WITHDRAWN = "withdrawn"
LAPSED = "lapsed"
EXCLUDED = "excluded"
REFUSED = "refused"


@dataclass(frozen=True)
class EntryFact:
    """What an event says of one entry or refusal.

    `id` is the entry's or the refusal's, `sequence` the event's place in that entry's life (from
    1), `hour` the UTC hour of submission (`2026-03-29T16`; empty where the event does not tell
    it), `outcome` one of the constants here, followed by `:reason` for exclusions and refusals.
    """

    id: str
    workspace_id: str
    contest_id: str
    sequence: int
    source: str
    outcome: str
    hour: str = ""


def outcome_of(state: str, reason: str = "") -> str:
    """Return the outcome that is counted: the state, with its reason where there is one."""
    return f"{state}:{reason}" if reason else state


def latest(facts: Iterable[EntryFact]) -> list[EntryFact]:
    """Return for each entry what its last event says, with the hour that any of them told."""
    known: dict[str, EntryFact] = {}
    for fact in facts:
        other = known.get(fact.id)
        known[fact.id] = fact if other is None else _last(fact, other)
    return list(known.values())


def _last(one: EntryFact, other: EntryFact) -> EntryFact:
    last = max(one, other, key=lambda fact: fact.sequence)
    return replace(last, hour=one.hour or other.hour)
