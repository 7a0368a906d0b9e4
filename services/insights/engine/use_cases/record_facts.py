"""Record what became of entities."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from services.insights.engine.domain.bucket import Bucket
from services.insights.engine.domain.fact import Fact, latest
from services.insights.engine.stores.counts import Counts
from services.insights.engine.stores.sources import SourceStore
from services.insights.engine.stores.workspaces import WorkspaceStore
from shared.clock import Clock

COUNT_AFTER = timedelta(seconds=2)


def record_facts(
    facts: Sequence[Fact],
    *,
    counts: Counts,
    workspaces: WorkspaceStore,
    clock: Clock,
    count_after: timedelta = COUNT_AFTER,
) -> None:
    """Store what events say, each entity's in their order, then ask for a count of the buckets.

    Two writes for a workspace, both repeated harmlessly: an older event is refused by its
    sequence, and asking twice counts once.
    """
    due_at = clock.now() + count_after
    for workspace, known in _by_workspace(latest(facts)):
        workspaces.note(workspace)
        placed = [(fact, _bucket(fact, counts.sources)) for fact in known]
        counts.facts.record(workspace, placed)
        # Asked after the write: a fact that was there to be changed is found.
        elsewhere = [fact.id for fact, bucket in placed if bucket is None]
        buckets = {bucket for _, bucket in placed if bucket is not None}
        buckets |= counts.facts.buckets_of(workspace, elsewhere)
        counts.tallies.call_for(workspace, buckets, due_at)


def _bucket(fact: Fact, sources: SourceStore) -> Bucket | None:
    if not fact.hour:
        return None
    source = sources.told_apart(fact.workspace_id, fact.about, fact.source)
    return Bucket(fact.about, fact.hour, source)


def _by_workspace(facts: Iterable[Fact]) -> Iterable[tuple[str, list[Fact]]]:
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.workspace_id, []).append(fact)
    return grouped.items()
