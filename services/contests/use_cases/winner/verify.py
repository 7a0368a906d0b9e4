"""The winner showed what the rules ask for."""

from services.contests.domain.winner import Winner, verify
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.ask import ask_of
from services.contests.use_cases.winner.decide import decide


def verify_winner(
    context: Context, *, workspace: str, contest: str, ref: str, by: str = ""
) -> Winner:
    """Move an accepted winner to `verified`.

    Raises `NotFound`, `WrongWinnerState` or `DetailsOwed`.
    """
    now = context.clock.now()
    whose = {"workspace": workspace, "contest": contest, "ref": ref}
    ask = ask_of(context, **whose)
    return decide(context, lambda each: verify(each, ask, now=now), **whose, act="verify", by=by)
