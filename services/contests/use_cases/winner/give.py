"""A winner gives what the prize asks, or corrects it."""

from collections.abc import Mapping
from typing import Any

from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Winner, details_of, give
from services.contests.use_cases.context import Context


def give_details(
    context: Context, *, workspace: str, token: str, given: Mapping[str, Any]
) -> Winner:
    """Store it and return the winner; what the prize does not ask is not kept.

    Raises `NotFound`, `Invalid`, `WrongWinnerState`, or `PrizeGone` once it cannot be corrected.
    """
    winner = context.stores.winners.by_claim(workspace, token_hash(token))
    contest = context.stores.contests.get(workspace, winner.contest_id)
    ask, now = contest.ask_of(winner.prize_name), context.clock.now()
    details = details_of(ask, given, wrong_postcode=context.postcodes)
    return context.stores.winners.change(
        workspace, winner.contest_id, winner.ref, lambda each: give(each, details, now=now)
    )
