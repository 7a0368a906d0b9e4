"""Contests that partners bring people to: asked, and followed."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.bringing import Bringing
from services.influencers.domain.program import Program, State
from services.influencers.entrypoints.routes.links import page_view
from services.influencers.entrypoints.schemas.bringings import (
    BringingBody,
    BringingSchema,
    ContestLinksQuery,
    ContestLinksSchema,
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

    @routes.get("/links/contests")
    @requires(READ_PROGRAMS)
    @routes.arguments(ContestLinksQuery, location="query")
    @routes.response(200, ContestLinksSchema)
    def of_contest(query: dict[str, Any]) -> dict[str, Any]:
        """The links to a contest, how far they are program by program, and who may be asked."""
        who, contest = caller(), query.pop("contest_id")
        asked = context.stores.bringings.of_contest(who.workspace_id, contest)
        page = context.stores.links.page(who.workspace_id, contest=contest, **query)
        may = who.may(WRITE_PROGRAMS)
        return {
            "links": page_view(context, page),
            "asked": [_view(context, each) for each in asked],
            "programs": _open(context, who.workspace_id) if may else [],
            "actions": ["bring"] if may else [],
        }

    return routes


def _open(context: Context, workspace: str) -> list[dict[str, Any]]:
    page = context.stores.programs.page(workspace, state=State.OPEN.value)
    return [_named(each) for each in page.items]


def _view(context: Context, asked: Bringing) -> dict[str, Any]:
    program = context.stores.programs.get(asked.workspace_id, asked.program_id)
    return {**vars(asked), **_named(program), "state": asked.state.value}


def _named(program: Program) -> dict[str, Any]:
    return {"program_id": program.id, "program_name": program.settings.get("name", "")}
