"""Read the figures of a contest."""

from dataclasses import dataclass

from services.insights.domain.fact import BucketCount, Figures, figures_of
from services.insights.use_cases.ports import Contests, Facts, Tallies
from shared.errors import NotFound


@dataclass(frozen=True)
class ReadFigures:
    """Which contest."""

    workspace_id: str
    contest_id: str


def read_figures(
    query: ReadFigures, facts: Facts, tallies: Tallies, contests: Contests
) -> tuple[str, Figures]:
    """Return the contest's state and its figures: settled tallies, live counts of open buckets.

    Open buckets are asked for before the tallies are read: a bucket that is settled in between
    is then counted live, which is the same figure. Raise `NotFound` for an unknown contest.
    """
    workspace, contest = query.workspace_id, query.contest_id
    state = contests.state(workspace, contest)
    if not state:
        raise NotFound
    open_buckets = facts.open_buckets(workspace, contest)
    counted = tallies.of_contest(workspace, contest)
    for bucket in open_buckets:
        _, hour, source = bucket.split(":", 2)
        counted[bucket] = BucketCount(hour, source, facts.count(workspace, bucket))
    return state, figures_of(counted.values())
