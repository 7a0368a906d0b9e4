"""What a process remembers for a moment, so that a page that is hit hard costs little."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar, cast

from flask import current_app

from services.gateway.domain.workspace import Workspace
from services.gateway.entrypoints.calling import public_api
from services.gateway.entrypoints.parts import parts

KEY = "kermesse-public"
MOST = 500

Kept = TypeVar("Kept")


class Memory(Generic[Kept]):
    """Values by key, each for `seconds`; what raises is not kept.

    Threads may look something up twice at once: both answers are right.
    """

    def __init__(self, seconds: float, now: Callable[[], datetime]) -> None:
        self._whole = timedelta(seconds=seconds)
        self._now = now
        self._kept: dict[tuple[str, ...], tuple[datetime, Kept]] = {}

    def get(self, key: tuple[str, ...], look: Callable[[], Kept]) -> Kept:
        """Return what `look` returned for this key a moment ago, or ask it."""
        found = self._kept.get(key)
        now = self._now()
        if found is not None and now - found[0] < self._whole:
            return found[1]
        value = look()
        if len(self._kept) >= MOST:
            self._kept = {}
        self._kept[key] = (now, value)
        return value


def _memory(name: str, seconds: float) -> Memory[Any]:
    kept = current_app.extensions.get(KEY)
    if kept is None or kept[0] is not parts():
        kept = current_app.extensions[KEY] = (parts(), {})
    memories: dict[str, Memory[Any]] = kept[1]
    return memories.setdefault(name, Memory(seconds, parts().clock.now))


def remembered_workspace(workspace: str) -> Workspace | None:
    """Return a workspace or None, as of the last 5 seconds."""
    memory: Memory[Workspace | None] = _memory("workspaces", 5)
    return memory.get((workspace,), lambda: parts().workspaces.get(workspace))


def read_contest(workspace: str, slug: str) -> dict[str, Any]:
    """Return the public view of a contest as of the last second; raise `ServiceProblem`."""

    def look() -> dict[str, Any]:
        body = public_api("contests", workspace).get(f"/public/contests/{slug}").body
        return cast("dict[str, Any]", body)

    memory: Memory[dict[str, Any]] = _memory("contests", 1)
    return memory.get((workspace, slug), look)


def contest_behind(workspace: str, slug: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the id of a published contest and the fields its mechanic asks; both never change.

    Raise `ServiceProblem`.
    """
    memory: Memory[tuple[str, list[dict[str, Any]]]] = _memory("ids", 300)

    def look() -> tuple[str, list[dict[str, Any]]]:
        contest = read_contest(workspace, slug)
        return contest["id"], contest["entry_fields"]

    return memory.get((workspace, slug), look)
