"""Staff takes back the skipping of a winner: the objection was right, or the proposal wrong."""

from dataclasses import dataclass

from services.contests.domain.winner import HOLDING, WrongWinnerState
from services.contests.use_cases.draw_context import DrawContext
from shared.documents import Document

_DROPPED = ("skip", "objection_until", "notice")


@dataclass(frozen=True)
class KeepWinner:
    """The skip that was proposed or announced shall not happen."""

    workspace: str
    contest: str
    ref: str


def keep_winner(command: KeepWinner, context: DrawContext) -> Document:
    """Drop proposal and announcement. Raises `NotFound` or `WrongWinnerState`."""
    winner = context.records.winners.get(command.workspace, command.contest, command.ref)
    running = winner["state"] == "notified"
    kept = context.records.winners.change(
        winner,
        {"state": {"$in": list(HOLDING)}, "version": winner["version"]},
        {"due_at": winner["answer_by"]} if running else {},
        drop=_DROPPED if running else (*_DROPPED, "due_at"),
    )
    if kept is None:
        raise WrongWinnerState(extra={"state": winner["state"]})
    return kept
