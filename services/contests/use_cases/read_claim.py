"""What a winner sees behind the link of their mail."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from services.contests.domain.tokens import token_hash
from services.contests.use_cases.context import Context
from shared.documents import Document


@dataclass(frozen=True)
class ReadClaim:
    """The link was opened."""

    workspace: str
    token: str


def read_claim(query: ReadClaim, context: Context) -> dict[str, Any]:
    """Return contest, prize, state and time to answer; changes nothing. Raises `NotFound`."""
    winner = context.stores.winners.by_claim(query.workspace, token_hash(query.token))
    return claim_view(winner, context)


def claim_view(winner: Document, context: Context) -> dict[str, Any]:
    """Return what the claim's page shows of a winner."""
    contest = context.stores.contests.get(winner["workspace_id"], winner["contest_id"])
    settings = contest.in_force
    return {
        "contest": {
            "id": contest.id,
            "slug": contest.slug,
            "state": contest.state.value,
            "texts": contest.texts,
            "zone": settings.get("zone", "Europe/Paris"),
            "organiser": settings["organiser"],
        },
        "prize": winner["prize_name"],
        "place": winner["place"],
        "ref": winner["ref"],
        "state": winner["state"],
        "code": winner.get("code", ""),
        "answer_by": winner.get("answer_by"),
        "followed_by": _followed_by(winner, context),
    }


def _followed_by(winner: Document, context: Context) -> str:
    """Return what the public chain says next after this winner was skipped, "" before it does.

    `promoted`: an alternate has the prize; `not_awarded`: none was left.
    """
    outcome = context.stores.outcomes.get(winner["workspace_id"], winner["contest_id"])
    chain = outcome["chain"] if outcome is not None else []
    for skipped, follows in pairwise(chain):
        if (skipped["kind"], skipped["ref"]) == ("skipped", winner["ref"]):
            return str(follows["kind"])
    return ""
