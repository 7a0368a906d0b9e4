"""What public pages read again and again, remembered for a moment."""

from typing import Any, cast

from services.gateway.kit.calling import public_api
from services.gateway.kit.memory import Memory, memory

Contest = dict[str, Any]
_PHASE = {"settled": "drawn"}


def read_contest(workspace: str, slug: str) -> Contest:
    """Return the public view of a contest as of the last second; raise `ServiceProblem`."""
    return _contests().get((workspace, slug), lambda: _look(workspace, slug))


def last_known_contest(workspace: str, slug: str) -> Contest:
    """Return the same, or an older one while its service is away.

    Around a form that was sent: raise `ServiceProblem` where this process never saw the contest.
    """
    return _contests().last((workspace, slug), lambda: _look(workspace, slug))


def contest_behind(workspace: str, slug: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the id of a published contest and the fields its mechanic asks; both never change.

    Raise `ServiceProblem`.
    """
    kept: Memory[tuple[str, list[dict[str, Any]]]] = memory("ids", 300)

    def look() -> tuple[str, list[dict[str, Any]]]:
        contest = last_known_contest(workspace, slug)
        return contest["id"], contest["entry_fields"]

    return kept.last((workspace, slug), look)


def _contests() -> Memory[Contest]:
    return memory("contests", 1)


def _look(workspace: str, slug: str) -> Contest:
    found = cast(Contest, public_api("contests", workspace).get(f"/public/contests/{slug}").body)
    # A service that still runs the code before these members refuses itself what comes too late.
    return {"phases": [{"phase": _PHASE.get(found["state"], found["state"]), "until": None}],
            "rules_parts": {}, **found}  # fmt: skip
