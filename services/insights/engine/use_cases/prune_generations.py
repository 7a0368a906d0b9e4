"""Remove the generations that nobody reads any more."""

from collections.abc import Callable

from services.insights.engine.read_model import ReadModel
from services.insights.engine.stores.pointer import PointerStore
from services.insights.engine.stores.workspaces import WorkspaceStore
from shared.clock import Clock


def prune_generations(
    *,
    pointer: PointerStore,
    workspaces: WorkspaceStore,
    opened: Callable[[int], ReadModel],
    clock: Clock,
) -> dict[int, int]:
    """Remove what is left of every generation before the served one; return documents by number.

    Numbers are never used again: a worker that slept through a switch writes at most into what
    the next pruning removes.
    """
    left = pointer.read().left(clock.now())
    removed = {number: _remove(opened(number), workspaces) for number in left}
    return {number: count for number, count in removed.items() if count}


def _remove(model: ReadModel, workspaces: WorkspaceStore) -> int:
    return sum(model.remove(workspace) for workspace in workspaces.every())
