"""Record what became of entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.insights.domain.bucket import Bucket
from services.insights.domain.fact import EntryFact, latest
from services.insights.use_cases.ports import Facts, Sources, Tallies, Workspaces
from shared.clock import Clock

COUNT_AFTER = timedelta(seconds=2)


@dataclass(frozen=True)
class RecordEntries:
    """Events of entries' lives arrived, each entry's in their order."""

    facts: Sequence[EntryFact]


def record_entries(
    command: RecordEntries,
    facts: Facts,
    tallies: Tallies,
    sources: Sources,
    workspaces: Workspaces,
    clock: Clock,
    count_after: timedelta = COUNT_AFTER,
) -> None:
    """Store the facts, then ask for their buckets to be counted: two writes for a workspace.

    Both are repeated harmlessly: an older event is refused by its sequence, and asking twice
    counts once.
    """
    due_at = clock.now() + count_after
    for workspace, known in _by_workspace(latest(command.facts)):
        workspaces.note(workspace)
        placed = [(fact, _bucket(fact, sources)) for fact in known]
        facts.record(workspace, placed)
        # Asked after the write: a fact that was there to be changed is found.
        elsewhere = [fact.id for fact, bucket in placed if bucket is None]
        buckets = {bucket for _, bucket in placed if bucket is not None}
        buckets |= facts.buckets_of(workspace, elsewhere)
        tallies.call_for(workspace, buckets, due_at)


def _bucket(fact: EntryFact, sources: Sources) -> Bucket | None:
    if not fact.hour:
        return None
    source = sources.told_apart(fact.workspace_id, fact.contest_id, fact.source)
    return Bucket(fact.contest_id, fact.hour, source)


def _by_workspace(facts: Iterable[EntryFact]) -> Iterable[tuple[str, list[EntryFact]]]:
    grouped: dict[str, list[EntryFact]] = {}
    for fact in facts:
        grouped.setdefault(fact.workspace_id, []).append(fact)
    return grouped.items()
