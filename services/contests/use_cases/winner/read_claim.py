"""What a winner sees behind the link of their mail."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Winner, may_answer
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class ClaimView:
    """What a winner sees: `open` says whether an answer still counts.

    `followed_by` is what became of the prize of someone skipped: see `Outcome.followed_by`.
    """

    contest: Contest
    winner: Winner
    followed_by: str
    open: bool


def read_claim(context: Context, *, workspace: str, token: str) -> ClaimView:
    """Return contest, prize, state and time to answer; changes nothing. Raises `NotFound`."""
    return claim_view(context, context.stores.winners.by_claim(workspace, token_hash(token)))


def claim_view(context: Context, winner: Winner) -> ClaimView:
    """Return what the claim's page shows of a winner."""
    whose = winner.workspace_id, winner.contest_id
    outcome = context.stores.outcomes.find(*whose)
    followed_by = outcome.followed_by(winner.ref) if outcome else ""
    return ClaimView(
        context.stores.contests.get(*whose),
        winner,
        followed_by,
        open=may_answer(winner, context.clock.now()),
    )
