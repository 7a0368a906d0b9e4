"""A winner's entry was withdrawn: the prize passes on."""

from services.contests.domain.winner import withdraw
from services.contests.use_cases.context import Context


def withdraw_winner(context: Context, *, workspace: str, contest: str, entry_id: str) -> None:
    """Skip the winner that the entry became, if it became one; repeated harmlessly."""
    ref = context.stores.entries.get(workspace, contest, entry_id).ref
    if context.stores.winners.find(workspace, contest, ref) is None:
        return
    now = context.clock.now()
    context.stores.winners.change(workspace, contest, ref, lambda each: withdraw(each, now=now))
