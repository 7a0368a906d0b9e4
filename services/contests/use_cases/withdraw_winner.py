"""A winner's entry was withdrawn: the prize passes on."""

from dataclasses import dataclass

from services.contests.domain.events import winner_skipped
from services.contests.domain.winner import HOLDING
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class WithdrawWinner:
    """The event `entry.withdrawn`."""

    workspace: str
    contest: str
    entry_id: str


def withdraw_winner(command: WithdrawWinner, context: Context) -> None:
    """Skip the winner that the entry became, if it became one; repeated harmlessly."""
    entry = context.stores.entries.get(command.workspace, command.contest, command.entry_id)
    winner = context.stores.winners.find(command.workspace, command.contest, entry.ref)
    if winner is None:
        return
    event = winner_skipped(
        context.stamp_of("winner.skipped", winner["_id"]),
        contest_id=winner["contest_id"],
        ref=winner["ref"],
        code="withdrawn",
        prize=winner["prize"],
    )
    context.stores.winners.change(
        winner,
        {"state": {"$in": list(HOLDING)}},
        {"state": "skipped", "code": "withdrawn", "skipped_at": context.clock.now()},
        drop=("due_at",),
        events=[event],
    )
