"""What a winner sees behind the link of their mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.entry import Entry
from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import (
    OwnAction,
    Parcel,
    Winner,
    as_entry_allows,
    own_actions,
    parcel_of,
)
from services.contests.use_cases.context import Context
from services.contests.use_cases.outcome.left import alternates_left


@dataclass(frozen=True)
class ClaimView:
    """`followed_by` is what became of the prize of someone skipped: see `Outcome.followed_by`.

    `entry` says who it is, until they are erased. `alternates_left` are those who may still take a
    prize that is given up.
    """

    contest: Contest
    winner: Winner
    followed_by: str
    entry: Entry
    ask: PrizeAsk
    parcel: Parcel
    actions: Sequence[OwnAction]
    alternates_left: int


def read_claim(context: Context, *, workspace: str, token: str) -> ClaimView:
    """Return contest, prize, state and time to answer; changes nothing. Raises `NotFound`."""
    return claim_view(context, context.stores.winners.by_claim(workspace, token_hash(token)))


def claim_view(context: Context, winner: Winner) -> ClaimView:
    """Return what the claim's page shows of a winner, as their entry allows."""
    whose = winner.workspace_id, winner.contest_id
    entry = context.stores.entries.get(*whose, winner.entry_id)
    winner = as_entry_allows(winner, entry, context.clock.now())
    outcome = context.stores.outcomes.find(*whose)
    contest = context.stores.contests.get(*whose)
    ask = contest.ask_of(winner.prize_name)
    return ClaimView(
        contest=contest,
        winner=winner,
        followed_by=outcome.followed_by(winner.ref) if outcome else "",
        entry=entry,
        ask=ask,
        parcel=parcel_of(winner, ask),
        actions=own_actions(winner, ask, context.clock.now(), erased=not entry.names_someone),
        alternates_left=alternates_left(
            context, workspace=winner.workspace_id, contest=winner.contest_id
        ),
    )
