"""Compare two generations of the read model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.insights.engine.read_model import ReadModel
from services.insights.engine.subject import Subject
from shared.errors import NotFound


@dataclass(frozen=True)
class Comparison:
    """What both hold of one subject: how many facts, and how many `things` are known.

    `same` is how many things have the same figures, `different` which have not.
    """

    things: str
    facts: tuple[int, int]
    known: tuple[int, int]
    same: int
    different: Sequence[str]


def compare_generations(
    *, workspaces: Iterable[str], one: ReadModel, other: ReadModel
) -> list[Comparison]:
    """Compare the figures of everything that `other` knows, subject by subject.

    Both go on changing while events arrive: a difference is something to look at, not a fault.
    """
    named = list(workspaces)
    return [_compared(named, one.part(type(part)), part) for part in other.parts]


def _compared(workspaces: Sequence[str], one: Subject, other: Subject) -> Comparison:
    known = [(workspace, thing) for workspace in workspaces for thing in other.known(workspace)]
    different = [
        thing
        for workspace, thing in known
        if _figures(workspace, thing, one) != _figures(workspace, thing, other)
    ]
    return Comparison(
        other.things,
        facts=(_facts(workspaces, one), _facts(workspaces, other)),
        known=(sum(1 for workspace in workspaces for _ in one.known(workspace)), len(known)),
        same=len(known) - len(different),
        different=different,
    )


def _facts(workspaces: Iterable[str], part: Subject) -> int:
    return sum(part.counts.how_many(workspace) for workspace in workspaces)


def _figures(workspace: str, thing: str, part: Subject) -> object:
    try:
        return part.figures(workspace, thing)
    except NotFound:
        return None
