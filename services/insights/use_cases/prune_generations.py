"""Remove the generations that nobody reads any more."""

from collections.abc import Callable

from services.insights.use_cases.ports import Pointer, ReadModel, Workspaces
from shared.clock import Clock


def prune_generations(
    pointer: Pointer, workspaces: Workspaces, model: Callable[[int], ReadModel], clock: Clock
) -> dict[int, int]:
    """Remove what is left of every generation before the served one; return documents by number.

    Numbers are never used again: a worker that slept through a switch writes at most into what
    the next pruning removes.
    """
    left = pointer.read().left(clock.now())
    removed = {number: _remove(model(number), workspaces) for number in left}
    return {number: count for number, count in removed.items() if count}


def _remove(model: ReadModel, workspaces: Workspaces) -> int:
    return sum(model.remove(workspace) for workspace in workspaces.every())
