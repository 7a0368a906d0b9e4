"""A winner was skipped: the next alternate takes that very prize, or nobody does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.contests.domain.events import alternate_promoted, prize_not_awarded
from services.contests.domain.outcome import (
    Standing,
    promote,
    skip,
    standing_after,
    standing_at_draw,
)
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.errors import NotFound, TryAgain
from shared.events import Event

_TRIES = 20


@dataclass(frozen=True)
class PassPrizeOn:
    """The event `draw.winner_skipped`."""

    workspace: str
    contest: str
    ref: str
    code: str


def pass_prize_on(command: PassPrizeOn, context: Context) -> None:
    """Append the skip and what follows from it to the outcome, in one guarded change.

    A ref is skipped once: the outcome that knows it already is left alone. Raises `BrokenOutcome`
    for a ref that holds no prize, `TryAgain` when other skips of this contest keep coming first.
    """
    for _ in range(_TRIES):
        now = context.clock.now()
        outcome = context.stores.outcomes.open(command.workspace, command.contest, now)
        if any(entry["ref"] == command.ref for entry in _skips(outcome)):
            return
        if _append(command, outcome, context):
            return
    raise TryAgain


def _skips(outcome: Document) -> list[Mapping[str, Any]]:
    return [entry for entry in outcome["chain"] if entry["kind"] == "skipped"]


def _append(command: PassPrizeOn, outcome: Document, context: Context) -> bool:
    before = _standing(command, outcome, context)
    skipped = skip(before, command.ref, command.code)
    after = standing_after(before, [skipped])
    follows = promote(after, skipped["prize"])
    event = _event(command, follows, context)
    return context.stores.outcomes.append(outcome, [skipped, follows], [event])


def _standing(command: PassPrizeOn, outcome: Document, context: Context) -> Standing:
    draw = context.stores.draws.get(command.workspace, command.contest)
    if draw is None:
        raise NotFound
    return standing_after(standing_at_draw(draw["parts"], draw["digest"]), outcome["chain"])


def _event(command: PassPrizeOn, follows: Mapping[str, Any], context: Context) -> Event:
    place = context.stores.winners.get(command.workspace, command.contest, command.ref)["place"]
    stamp = context.stamp_of("draw.passed_on", command.contest, command.ref)
    prize = follows["prize"]
    if follows["kind"] == "not_awarded":
        return prize_not_awarded(stamp, contest_id=command.contest, prize=prize, place=place)
    return alternate_promoted(
        stamp, contest_id=command.contest, ref=follows["ref"], prize=prize, place=place
    )
