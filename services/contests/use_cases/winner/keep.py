"""Staff takes back the skipping of a winner: the objection was right, or the proposal wrong."""

from services.contests.domain.winner import Winner, keep
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.decide import decide


def keep_winner(
    context: Context, *, workspace: str, contest: str, ref: str, by: str = ""
) -> Winner:
    """Drop proposal and announcement. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    whose = {"workspace": workspace, "contest": contest, "ref": ref}
    return decide(context, lambda each: keep(each, now=now), **whose, act="keep", by=by)
