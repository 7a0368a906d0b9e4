"""Read the figures of a contest."""

from dataclasses import dataclass

from services.insights.domain.bucket import BucketCount
from services.insights.domain.figures import Figures, figures_of
from services.insights.use_cases.ports import ReadModel
from shared.errors import NotFound


@dataclass(frozen=True)
class ReadFigures:
    """Which contest."""

    workspace_id: str
    contest_id: str


def read_figures(query: ReadFigures, model: ReadModel) -> tuple[str, Figures]:
    """Return the contest's state and its figures: settled tallies, live counts of open buckets.

    Open buckets are asked for before the tallies are read: a bucket that is settled in between
    is then counted live, which is the same figure. Raise `NotFound` for an unknown contest.
    """
    workspace, contest = query.workspace_id, query.contest_id
    state = model.contests.state(workspace, contest)
    if not state:
        raise NotFound
    open_buckets = model.facts.open_buckets(workspace, contest)
    counted = model.tallies.of_contest(workspace, contest)
    for bucket in open_buckets:
        counted[bucket] = BucketCount(bucket, model.facts.count(workspace, bucket))
    return state, figures_of(counted.values())
