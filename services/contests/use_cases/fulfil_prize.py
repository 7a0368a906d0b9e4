"""Staff checks a winner's right to the prize, then hands it over."""

from dataclasses import dataclass

from services.contests.domain.events import prize_fulfilled, winner_verified
from services.contests.domain.winner import WrongWinnerState
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.events import Event


@dataclass(frozen=True)
class VerifyWinner:
    """The winner showed what the rules ask for."""

    workspace: str
    contest: str
    ref: str


@dataclass(frozen=True)
class FulfilPrize:
    """The winner has the prize."""

    workspace: str
    contest: str
    ref: str


def verify_winner(command: VerifyWinner, context: Context) -> Document:
    """Move an accepted winner to `verified`. Raises `NotFound` or `WrongWinnerState`."""
    winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
    stamp = context.stamp_of("winner.verified", winner["_id"])
    event = winner_verified(stamp, contest_id=command.contest, ref=command.ref)
    return _moved(winner, "accepted", "verified", event, context)


def fulfil_prize(command: FulfilPrize, context: Context) -> Document:
    """Move a verified winner to `fulfilled`. Raises `NotFound` or `WrongWinnerState`."""
    winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
    stamp = context.stamp_of("winner.fulfilled", winner["_id"])
    event = prize_fulfilled(
        stamp, contest_id=command.contest, ref=command.ref, prize=winner["prize"]
    )
    return _moved(winner, "verified", "fulfilled", event, context)


def _moved(winner: Document, source: str, target: str, event: Event, context: Context) -> Document:
    """Move the winner; one who is there already stays. An announced skip holds everything up."""
    guard = {"state": source, "announced_at": {"$exists": False}}
    values = {"state": target, f"{target}_at": context.clock.now()}
    changed = context.stores.winners.change(winner, guard, values, events=[event])
    if changed is not None:
        return changed
    found = context.stores.winners.get(winner["workspace_id"], winner["contest_id"], winner["ref"])
    if found["state"] != target:
        raise WrongWinnerState(extra={"state": found["state"]})
    return found
