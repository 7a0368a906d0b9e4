"""A fact: what one entity has become. The figures are counts of facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fact:
    """What an event says of one entity: an entry, a refusal, a click.

    `id` is the entity's, `about` that of the thing whose figures count it, `sequence` the event's
    place in the entity's life (from 1), `source` where it came from (empty: directly), `outcome`
    what is counted (followed by `:reason` where the subject tells reasons apart), `hour` the UTC
    hour in which the entity began (`2026-03-29T16`; empty where the event does not tell it).
    """

    id: str
    workspace_id: str
    about: str
    sequence: int
    source: str
    outcome: str
    hour: str = ""


def latest(facts: Iterable[Fact]) -> list[Fact]:
    """Return for each entity what its last event says, with the hour that any of them told."""
    known: dict[str, Fact] = {}
    for fact in facts:
        other = known.get(fact.id)
        known[fact.id] = fact if other is None else _last(fact, other)
    return list(known.values())


def _last(one: Fact, other: Fact) -> Fact:
    last = max(one, other, key=lambda fact: fact.sequence)
    return replace(last, hour=one.hour or other.hour)
