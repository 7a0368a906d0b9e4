"""Compare two generations of the read model."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.insights.domain.figures import Figures
from services.insights.use_cases.ports import ReadModel
from services.insights.use_cases.read_figures import ReadFigures, read_figures
from shared.errors import NotFound


@dataclass
class Comparison:
    """Facts and contests of both, how many contests have the same figures, and which do not."""

    facts: tuple[int, int] = (0, 0)
    contests: tuple[int, int] = (0, 0)
    same: int = 0
    different: list[str] = field(default_factory=list)


def compare_generations(workspaces: Iterable[str], one: ReadModel, other: ReadModel) -> Comparison:
    """Compare the figures of every contest that `other` knows.

    Both go on changing while events arrive: a difference is something to look at, not a fault.
    """
    found = Comparison()
    for workspace in workspaces:
        sizes = one.size(workspace), other.size(workspace)
        found.facts = (found.facts[0] + sizes[0][0], found.facts[1] + sizes[1][0])
        found.contests = (found.contests[0] + sizes[0][1], found.contests[1] + sizes[1][1])
        for contest in other.contests.every(workspace):
            if _figures(workspace, contest, one) == _figures(workspace, contest, other):
                found.same += 1
            else:
                found.different.append(contest)
    return found


def _figures(workspace: str, contest: str, model: ReadModel) -> tuple[str, Figures] | None:
    try:
        return read_figures(ReadFigures(workspace, contest), model)
    except NotFound:
        return None
