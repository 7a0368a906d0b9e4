"""Staff takes back the skipping of a winner: the objection was right, or the proposal wrong."""

from services.contests.domain.winner import Winner, keep
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.decide import decide


def keep_winner(
    context: Context,
    *,
    workspace: str,
    contest: str,
    ref: str,
    by: str,
    seen: str | None = None,
) -> Winner:
    """Drop proposal and announcement; a timer tells the winner, where they knew of it.

    Whoever proposed it does not undo alone what two decided. `seen` is the mark of the skip that
    was read. Raises `NotFound`, `WrongWinnerState`, `ProposalChanged` or `SecondPersonNeeded`.
    """
    now = context.clock.now()
    whose = {"workspace": workspace, "contest": contest, "ref": ref}
    return decide(
        context, lambda each: keep(each, by=by, now=now, seen=seen), **whose, act="keep", by=by
    )
