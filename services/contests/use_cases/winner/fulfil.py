"""The winner has the prize."""

from services.contests.domain.winner import Winner, fulfil
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.ask import ask_of
from services.contests.use_cases.winner.decide import decide


def fulfil_prize(
    context: Context, *, workspace: str, contest: str, ref: str, by: str = ""
) -> Winner:
    """Move a verified winner to `fulfilled`.

    Raises `NotFound`, `WrongWinnerState` or `DetailsOwed`.
    """
    now = context.clock.now()
    whose = {"workspace": workspace, "contest": contest, "ref": ref}
    ask = ask_of(context, **whose)
    return decide(context, lambda each: fulfil(each, ask, now=now), **whose, act="fulfil", by=by)
