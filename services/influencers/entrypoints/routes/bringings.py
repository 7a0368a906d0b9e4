"""Contests that partners bring people to: asked, and followed."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.bringing import Bringing
from services.influencers.entrypoints.schemas.bringings import (
    BringingBody,
    BringingList,
    BringingSchema,
)
from services.influencers.manifest import READ_PROGRAMS, WRITE_PROGRAMS
from services.influencers.use_cases.bringing.ask import ask_bringing
from services.influencers.use_cases.context import Context
from shared.webapp import caller, requires


def bringings_blueprint(context: Context) -> Blueprint:
    """Return the routes of contests that partners bring people to."""
    routes = Blueprint("bringings", __name__, description="Links of partners to a contest")

    @routes.post("/programs/<program_id>/contest-links")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(BringingBody)
    @routes.response(202, BringingSchema)
    def ask(body: dict[str, Any], program_id: str) -> dict[str, Any]:
        """Make the link of each partner who is in; the worker makes them, each once."""
        who = caller()
        asked = ask_bringing(
            context,
            workspace=who.workspace_id,
            program=program_id,
            contest=body["contest_id"],
            destination=body["destination"],
            by=who.subject,
        )
        return _view(context, asked)

    @routes.get("/links/contests/<contest_id>")
    @requires(READ_PROGRAMS)
    @routes.response(200, BringingList)
    def of_contest(contest_id: str) -> dict[str, Any]:
        """How far the links to a contest are, program by program."""
        found = context.stores.bringings.of_contest(caller().workspace_id, contest_id)
        return {"items": [_view(context, each) for each in found]}

    return routes


def _view(context: Context, asked: Bringing) -> dict[str, Any]:
    program = context.stores.programs.get(asked.workspace_id, asked.program_id)
    name = program.settings.get("name", "")
    return {**vars(asked), "state": asked.state.value, "program_name": name}
