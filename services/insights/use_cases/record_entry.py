"""Record what became of an entry."""

from dataclasses import dataclass
from datetime import timedelta

from services.insights.domain.fact import EntryFact
from services.insights.use_cases.ports import Facts, Tallies
from shared.clock import Clock

COUNT_AFTER = timedelta(seconds=2)


@dataclass(frozen=True)
class RecordEntry:
    """An event of an entry's life arrived."""

    fact: EntryFact


def record_entry(command: RecordEntry, facts: Facts, tallies: Tallies, clock: Clock) -> None:
    """Store the fact, then ask for its bucket to be counted.

    Both steps are repeated harmlessly: an older event is refused by its sequence, and asking
    twice counts once.
    """
    bucket = facts.record(command.fact)
    if bucket is not None:
        tallies.call_for(command.fact, bucket, clock.now() + COUNT_AFTER)
