"""An open program for everybody, and applying to it."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.partner import ApplicationForm
from services.influencers.domain.program import Program
from services.influencers.entrypoints.schemas.partners import ApplicationAnswer, ApplicationBody
from services.influencers.entrypoints.schemas.programs import OpenProgramSchema
from services.influencers.manifest import APPLY
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.apply import apply_to_program
from services.influencers.use_cases.program.read import read_open_program
from shared.webapp import caller, requires

# What everybody may know: never the budget.
SHOWN = frozenset(
    {
        "name",
        "currency",
        "lead",
        "sale_share",
        "sale_flat",
        "fee",
        "hold_days",
        "partner_cap",
        "minimum_payout",
        "organiser",
        "contact",
        "intro",
        "terms",
    }
)


def public_blueprint(context: Context) -> Blueprint:
    """Return the routes of an open program."""
    routes = Blueprint("public", __name__, description="Open programs")
    body = ApplicationBody()

    @routes.get("/public/programs/<program_id>")
    @requires(APPLY)
    @routes.response(200, OpenProgramSchema)
    def program(program_id: str) -> dict[str, Any]:
        """A program that takes applications: what it pays, its terms, their hash."""
        workspace = caller().workspace_id
        return _view(read_open_program(context, workspace=workspace, program=program_id))

    @routes.post("/public/programs/<program_id>/applications")
    @requires(APPLY)
    @routes.arguments(body)
    @routes.response(202, ApplicationAnswer)
    def apply(given: dict[str, Any], program_id: str) -> dict[str, str]:
        """Apply; the answer is the same whoever is known already."""
        language, terms_hash = given.pop("language"), given.pop("terms_hash")
        apply_to_program(
            context,
            workspace=caller().workspace_id,
            program=program_id,
            form=ApplicationForm(**given),
            language=language,
            terms_hash=terms_hash,
        )
        return {"state": "pending"}

    return routes


def _view(program: Program) -> dict[str, Any]:
    shown = {name: value for name, value in program.settings.items() if name in SHOWN}
    return {"id": program.id, "settings": shown, "terms_hash": program.terms_hash}
