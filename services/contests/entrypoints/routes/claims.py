"""The page of a winner: GET shows, POST answers."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.schemas.draw import ClaimAnswer
from services.contests.manifest import ANSWER
from services.contests.use_cases.answer_claim import AnswerClaim, answer_claim
from services.contests.use_cases.context import Context
from services.contests.use_cases.read_claim import ReadClaim, claim_view, read_claim
from shared.webapp import caller, requires


def claims_blueprint(context: Context) -> Blueprint:
    """Return the routes of claims."""
    routes = Blueprint("claims", __name__, description="A winner's answer")

    @routes.get("/claims/<token>")
    @requires(ANSWER)
    @routes.response(200, ClaimAnswer)
    def claim(token: str) -> dict[str, Any]:
        """What the prize is, and until when to answer; changes nothing."""
        return read_claim(ReadClaim(caller().workspace_id, token), context)

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

    def _answered(token: str, *, accept: bool) -> dict[str, Any]:
        command = AnswerClaim(caller().workspace_id, token, accept)
        return claim_view(answer_claim(command, context), context)

    return routes
