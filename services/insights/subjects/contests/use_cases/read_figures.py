"""Read the figures of a contest."""

from typing import NamedTuple

from services.insights.engine.stores.counts import Counts
from services.insights.engine.use_cases.read_counts import read_counts
from services.insights.subjects.contests.domain.figures import Figures, figures_of
from services.insights.subjects.contests.stores.contests import ContestStore
from shared.errors import NotFound


class ContestFigures(NamedTuple):
    """A contest's state, and its figures."""

    state: str
    figures: Figures


def read_figures(
    *, workspace_id: str, contest_id: str, counts: Counts, contests: ContestStore
) -> ContestFigures:
    """Return the contest's state and its figures; raise `NotFound` for an unknown contest."""
    contest = contests.get(workspace_id, contest_id)
    if contest is None:
        raise NotFound
    counted = read_counts(workspace_id=workspace_id, about=contest_id, counts=counts)
    return ContestFigures(contest.state, figures_of(counted))
