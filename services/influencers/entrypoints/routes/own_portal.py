"""What a partner sees and answers in their portal: whoever calls is the partner."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.entrypoints.own import own
from services.influencers.entrypoints.portal_views import home_view
from services.influencers.entrypoints.schemas.portal import (
    AcceptBody,
    AnsweredSchema,
    AppealBody,
    AppealedSchema,
    HomeSchema,
)
from services.influencers.manifest import APPEAL, OWN_PORTAL
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.answer import accept_terms, decline
from services.influencers.use_cases.portal.appeal import appeal_reason
from services.influencers.use_cases.portal.home import read_home
from shared.webapp import requires


def own_portal_blueprint(context: Context) -> Blueprint:
    """Return the routes of a partner about where they stand."""
    routes = Blueprint("own_portal", __name__, description="A partner's own portal")

    @routes.get("/me/home")
    @requires(OWN_PORTAL)
    @routes.response(200, HomeSchema)
    def home() -> dict[str, Any]:
        """Their programs, links, codes, counts by day, and where their money is."""
        return home_view(read_home(context, **own(context)), context)

    @routes.post("/me/programs/<program_id>/accept")
    @requires(OWN_PORTAL)
    @routes.arguments(AcceptBody)
    @routes.response(200, AnsweredSchema)
    def accept(body: dict[str, Any], program_id: str) -> dict[str, str]:
        """Accept the terms that were shown; the team decides. A repeat changes nothing."""
        shown = {"language": body["language"], "terms_hash": body["terms_hash"]}
        found = accept_terms(context, **own(context), program=program_id, **shown)
        return {"state": found.state.value}

    @routes.post("/me/programs/<program_id>/decline")
    @requires(OWN_PORTAL)
    @routes.response(200, AnsweredSchema)
    def refuse(program_id: str) -> dict[str, str]:
        """Say that they do not want it now. A repeat changes nothing."""
        return {"state": decline(context, **own(context), program=program_id).state.value}

    @routes.post("/me/programs/<program_id>/appeal")
    @requires(APPEAL)
    @routes.arguments(AppealBody)
    @routes.response(200, AppealedSchema)
    def appeal(body: dict[str, str], program_id: str) -> dict[str, int]:
        """Ask for a decision about all that one reason keeps back. A repeat changes nothing."""
        return {"lines": appeal_reason(context, **own(context), program=program_id, **body)}

    return routes
