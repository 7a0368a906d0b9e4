"""Count a bucket from its facts, write the tally, then mark the facts."""

from services.insights.engine.domain.bucket import ClaimedTally
from services.insights.engine.stores.facts import FactStore
from services.insights.engine.stores.tallies import TallyStore


def tally_bucket(*, tally: ClaimedTally, facts: FactStore, tallies: TallyStore) -> None:
    """Count, write, mark, in this order, so that a kill between two steps only counts again.

    The versions are read before the counting: a fact that changes meanwhile keeps its bucket
    open, as its mark is refused.
    """
    held: ClaimedTally | None = tally
    workspace, bucket = tally.workspace_id, tally.bucket
    while held and (versions := facts.untallied(workspace, bucket)):
        held = tallies.write(held, facts.count(workspace, bucket))
        if held:
            facts.mark_tallied(workspace, versions)
    if held:
        tallies.settle(held)
