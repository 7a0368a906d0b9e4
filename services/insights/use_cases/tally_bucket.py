"""Count a bucket from its facts, write the tally, then mark the facts."""

from dataclasses import dataclass

from services.insights.domain.bucket import bucket_named
from services.insights.use_cases.ports import Facts, Tallies
from shared.documents import Document


@dataclass(frozen=True)
class TallyBucket:
    """A tally whose counting is due, as it was claimed."""

    tally: Document


def tally_bucket(command: TallyBucket, facts: Facts, tallies: Tallies) -> None:
    """Count, write, mark, in this order, so that a kill between two steps only counts again.

    The versions are read before the counting: a fact that changes meanwhile keeps its bucket
    open, as its mark is refused.
    """
    tally: Document | None = command.tally
    workspace = command.tally["workspace_id"]
    bucket = bucket_named(command.tally["contest_id"], command.tally["_id"])
    while tally and (versions := facts.untallied(workspace, bucket)):
        tally = tallies.write(tally, facts.count(workspace, bucket))
        if tally:
            facts.mark_tallied(workspace, versions)
    if tally:
        tallies.settle(tally)
