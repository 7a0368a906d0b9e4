"""The way of a partner to their portal: a link by mail, seen by its page, used by one press."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.portal import SignInLink
from services.influencers.entrypoints.schemas.portal import (
    AskAnswer,
    AskLinkBody,
    EnteredSchema,
    OpenLinkSchema,
    TokenBody,
)
from services.influencers.manifest import ASK_PORTAL
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.portal.ask import ask_link
from services.influencers.use_cases.portal.enter import look_at_link, use_link
from shared.webapp import caller, requires


def portal_blueprint(context: Context) -> Blueprint:
    """Return the routes of the entrance; whoever calls is the audience."""
    routes = Blueprint("portal", __name__, description="The entrance of the partners' portal")

    @routes.post("/portal/links")
    @requires(ASK_PORTAL)
    @routes.arguments(AskLinkBody)
    @routes.response(202, AskAnswer)
    def ask(body: dict[str, Any]) -> dict[str, str]:
        """Ask for a link by mail; the answer is the same whoever is known."""
        ask_link(context, workspace=caller().workspace_id, **body)
        return {"state": "asked"}

    @routes.post("/portal/links/look")
    @requires(ASK_PORTAL)
    @routes.arguments(TokenBody)
    @routes.response(200, OpenLinkSchema)
    def look(body: dict[str, str]) -> SignInLink:
        """Whether a link still lets somebody in: nothing is used up."""
        return look_at_link(context, workspace=caller().workspace_id, **body)

    @routes.post("/portal/links/use")
    @requires(ASK_PORTAL)
    @routes.arguments(TokenBody)
    @routes.response(200, EnteredSchema)
    def use(body: dict[str, str]) -> dict[str, str]:
        """Let the partner in whose link this is, once."""
        return {"partner_id": use_link(context, workspace=caller().workspace_id, **body).id}

    return routes
