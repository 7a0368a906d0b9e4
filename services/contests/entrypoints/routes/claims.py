"""The page of a winner: GET shows, POST answers."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.outcome_views import claim_of
from services.contests.entrypoints.schemas.claims import ClaimAnswer, DetailsBody
from services.contests.manifest import ANSWER
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.answer import answer_claim
from services.contests.use_cases.winner.give import give_details
from services.contests.use_cases.winner.miss import miss_prize
from services.contests.use_cases.winner.read_claim import claim_view, read_claim
from services.contests.use_cases.winner.receive import receive_prize
from shared.webapp import caller, requires


def claims_blueprint(context: Context) -> Blueprint:
    """Return the routes of claims."""
    routes = Blueprint("claims", __name__, description="A winner's answer")

    @routes.get("/claims/<token>")
    @requires(ANSWER)
    @routes.response(200, ClaimAnswer)
    def claim(token: str) -> dict[str, Any]:
        """What the prize is, and until when to answer; changes nothing."""
        return claim_of(read_claim(context, workspace=caller().workspace_id, token=token))

    @routes.post("/claims/<token>/accept")
    @requires(ANSWER)
    @routes.response(200, ClaimAnswer)
    def accept(token: str) -> dict[str, Any]:
        """The winner wants the prize."""
        return _answered(token, accept=True)

    @routes.post("/claims/<token>/decline")
    @requires(ANSWER)
    @routes.response(200, ClaimAnswer)
    def decline(token: str) -> dict[str, Any]:
        """The winner gives the prize up."""
        return _answered(token, accept=False)

    @routes.post("/claims/<token>/details")
    @requires(ANSWER)
    @routes.arguments(DetailsBody)
    @routes.response(200, ClaimAnswer)
    def details(body: dict[str, Any], token: str) -> dict[str, Any]:
        """What the prize asks: an address, a choice. It may be corrected until the prize goes."""
        who = caller().workspace_id
        winner = give_details(context, workspace=who, token=token, given=body)
        return claim_of(claim_view(context, winner))

    @routes.post("/claims/<token>/receive")
    @requires(ANSWER)
    @routes.response(200, ClaimAnswer)
    def receive(token: str) -> dict[str, Any]:
        """The winner has the prize."""
        winner = receive_prize(context, workspace=caller().workspace_id, token=token)
        return claim_of(claim_view(context, winner))

    @routes.post("/claims/<token>/miss")
    @requires(ANSWER)
    @routes.response(200, ClaimAnswer)
    def miss(token: str) -> dict[str, Any]:
        """What was sent lacks, or is not whole: it does not count as received by itself."""
        winner = miss_prize(context, workspace=caller().workspace_id, token=token)
        return claim_of(claim_view(context, winner))

    def _answered(token: str, *, accept: bool) -> dict[str, Any]:
        winner = answer_claim(context, workspace=caller().workspace_id, token=token, accept=accept)
        return claim_of(claim_view(context, winner))

    return routes
