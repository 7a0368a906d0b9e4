"""The outcome of a contest: its chain, and what it says of a winner and of a prize."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from services.contests.domain.draw import Draw
from services.contests.domain.events import alternate_promoted, prize_not_awarded
from services.contests.domain.outcome.chain import (
    Standing,
    promote,
    skip,
    standing_after,
    standing_at_draw,
)
from shared.events import Event, Stamp
from shared.ids import derived_id


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the winners of a contest.

    The entries of `chain` are the very JSON that is hashed; it only ever grows.
    """

    workspace_id: str
    contest_id: str
    created_at: datetime
    chain: tuple[Mapping[str, Any], ...] = ()
    version: int = 1

    def standing(self, draw: Draw) -> Standing:
        """Return where the prizes of `draw` stand by now. Raises `BrokenOutcome`."""
        return standing_after(standing_at_draw(draw.parts, draw.digest), self.chain)

    def not_awarded(self, draw: Draw) -> int:
        """Return how many prizes of `draw` found nobody, at the draw or since."""
        return draw.not_awarded + len(self.standing(draw).lost)

    @property
    def promoted(self) -> frozenset[str]:
        """The alternates to whom a prize came."""
        return frozenset(each["ref"] for each in self.chain if each["kind"] == "promoted")

    def has_skipped(self, ref: str) -> bool:
        """Tell whether it is written that `ref` gave up its prize."""
        return any((entry["kind"], entry["ref"]) == ("skipped", ref) for entry in self.chain)

    def followed_by(self, ref: str) -> str:
        """Return what came next after `ref` was skipped, "" before it is written.

        `promoted`: an alternate has the prize; `not_awarded`: none was left.
        """
        for skipped, follows in pairwise(self.chain):
            if (skipped["kind"], skipped["ref"]) == ("skipped", ref):
                return str(follows["kind"])
        return ""


Moved = tuple[Outcome, Sequence[Event]]
OutcomeStep = Callable[[Outcome], Moved]


def pass_on(
    outcome: Outcome, draw: Draw, *, ref: str, code: str, place: int, now: datetime
) -> Moved:
    """Write that `ref` gave its prize up, and what follows from it.

    A ref is skipped once: an outcome that knows it already stays. Raises `BrokenOutcome` for a ref
    that holds no prize.
    """
    if outcome.has_skipped(ref):
        return outcome, ()
    before = outcome.standing(draw)
    skipped = skip(before, ref, code)
    follows = promote(standing_after(before, [skipped]), skipped["prize"])
    after = replace(outcome, chain=(*outcome.chain, skipped, follows))
    return after, [_event(outcome.contest_id, ref, follows, place, now)]


def _event(
    contest: str, skipped: str, follows: Mapping[str, Any], place: int, now: datetime
) -> Event:
    stamp = Stamp(derived_id("draw.passed_on", contest, skipped), now)
    prize = follows["prize"]
    if follows["kind"] == "not_awarded":
        return prize_not_awarded(stamp, contest_id=contest, prize=prize, place=place)
    return alternate_promoted(
        stamp, contest_id=contest, ref=follows["ref"], prize=prize, place=place
    )
