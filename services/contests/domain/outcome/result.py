"""What a draw means to one line of its list, as its person may read it."""

from dataclasses import dataclass
from enum import StrEnum

from services.contests.domain.draw import Draw
from services.contests.domain.outcome.outcome import Outcome


class ResultKind(StrEnum):
    """What became of a line."""

    PLACE = "place"  # it was drawn, or an alternate that was promoted: the winner says more
    ALTERNATE = "alternate"  # a prize may still come to it
    UNCALLED = "uncalled"  # an alternate, and every prize found its taker before it
    NOT_DRAWN = "not_drawn"


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What became of a line. `rank` is its rank among the alternates of the certificate, from 1."""

    kind: ResultKind
    rank: int | None = None


def result_of(draw: Draw, outcome: Outcome | None, ref: str, *, settled: bool) -> OwnResult:
    """Return what became of a line of the drawn list. `settled`: no prize is open any more."""
    promoted = outcome.promoted if outcome else frozenset()
    if ref in promoted or any(winner.ref == ref for winner in draw.winners):
        return OwnResult(ResultKind.PLACE)
    if ref not in draw.alternates:
        return OwnResult(ResultKind.NOT_DRAWN)
    kind = ResultKind.UNCALLED if settled else ResultKind.ALTERNATE
    return OwnResult(kind, draw.alternates.index(ref) + 1)
