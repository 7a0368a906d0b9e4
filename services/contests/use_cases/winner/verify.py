"""The winner showed what the rules ask for."""

from services.contests.domain.winner import Winner, verify
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.decide import decide


def verify_winner(
    context: Context, *, workspace: str, contest: str, ref: str, by: str = ""
) -> Winner:
    """Move an accepted winner to `verified`. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    whose = {"workspace": workspace, "contest": contest, "ref": ref}
    return decide(context, lambda each: verify(each, now=now), **whose, act="verify", by=by)
