"""Staff takes back the skipping of a winner: the objection was right, or the proposal wrong."""

from dataclasses import dataclass

from services.contests.domain.winner import HOLDING, WrongWinnerState, next_date
from services.contests.use_cases.context import Context
from shared.documents import Document

_DROPPED = ("skip", "announced_at", "objection_until", "notice")


@dataclass(frozen=True)
class KeepWinner:
    """The skip that was proposed or announced shall not happen."""

    workspace: str
    contest: str
    ref: str


def keep_winner(command: KeepWinner, context: Context) -> Document:
    """Drop proposal and announcement. Raises `NotFound` or `WrongWinnerState`."""
    winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
    left = {name: value for name, value in winner.items() if name not in _DROPPED}
    due_at = next_date(left)
    kept = context.stores.winners.change(
        winner,
        {"state": {"$in": list(HOLDING)}, "version": winner["version"]},
        {"due_at": due_at} if due_at else {},
        drop=_DROPPED if due_at else (*_DROPPED, "due_at"),
    )
    if kept is None:
        raise WrongWinnerState(extra={"state": winner["state"]})
    return kept
