"""A winner gives what the prize asks, or corrects it."""

from collections.abc import Mapping
from typing import Any

from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Winner, WrongWinnerState, details_of, give, nameless
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.ask import with_dates


def give_details(
    context: Context, *, workspace: str, token: str, given: Mapping[str, Any]
) -> Winner:
    """Store it and return the winner; what the prize does not ask is not kept.

    The entry is read again after the winner is written: whoever was erased in between leaves no
    address. So is what the prize asks, which may have changed. Raises `NotFound`, `Invalid`,
    `WrongWinnerState`, also of who is erased, or `PrizeGone` once it cannot be corrected.
    """
    winner = context.stores.winners.by_claim(workspace, token_hash(token))
    _require_named(context, winner)
    contest = context.stores.contests.get(workspace, winner.contest_id)
    ask, now = contest.ask_of(winner.prize_name), context.clock.now()
    details = details_of(ask, given, wrong_postcode=context.postcodes)
    whose = workspace, winner.contest_id, winner.ref
    after = context.stores.winners.change(*whose, lambda each: give(each, details, now=now))
    try:
        _require_named(context, after)
    except WrongWinnerState:
        context.stores.winners.change(*whose, lambda each: (nameless(each, now), ()))
        raise
    return with_dates(context, after)


def _require_named(context: Context, winner: Winner) -> None:
    """Refuse where the entry names nobody any more."""
    whose = winner.workspace_id, winner.contest_id
    if not context.stores.entries.get(*whose, winner.entry_id).names_someone:
        raise WrongWinnerState(extra={"state": winner.state.value})
