"""Exports of people: asked for, followed, fetched; each is noted first."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.contests.domain.export import Export
from services.contests.entrypoints.people_views import contest_of_people
from services.contests.entrypoints.schemas.exports import ExportBody, ExportsAnswer, ExportSchema
from services.contests.use_cases.context import Context
from services.contests.use_cases.export.ask import ask_export
from services.contests.use_cases.export.read import exportable, fetch_export, list_exports
from shared.auth import READ_PEOPLE
from shared.webapp import IDEMPOTENCY_KEY, PageQuery, caller, idempotency_key, requires


def exports_blueprint(context: Context) -> Blueprint:
    """Return the routes of a contest's exports."""
    routes = Blueprint("exports", __name__, description="Exports of people")

    def shown(export: Export) -> dict[str, Any]:
        there = export.there(context.clock.now())
        members = {name: getattr(export, name) for name in _SHOWN}
        return {**members, "state": export.state.value, "actions": ["fetch"] if there else []}

    @routes.post("/contests/<contest_id>/exports")
    @requires(READ_PEOPLE)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(ExportBody)
    @routes.response(202, ExportSchema)
    def ask(body: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """Ask for a file of everybody; it is written by the worker, and dies after a day."""
        key = idempotency_key() or ""
        return shown(ask_export(context, **_who(contest_id), **body, idempotency_key=key))

    @routes.get("/contests/<contest_id>/exports")
    @requires(READ_PEOPLE)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, ExportsAnswer)
    def listing(query: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """The exports of a contest with how far each is, the newest first."""
        workspace = caller().workspace_id
        contest, page = list_exports(context, workspace=workspace, contest=contest_id, **query)
        return {
            "contest": contest_of_people(contest),
            "items": [shown(export) for export in page.items],
            "after": page.after,
            "actions": exportable(contest),
        }

    @routes.get("/contests/<contest_id>/exports/<export_id>/file")
    @requires(READ_PEOPLE)
    @routes.response(200, content_type="text/csv")
    def fetch(contest_id: str, export_id: str) -> Response:
        """The file of an export, as long as it is there."""
        export, pieces = fetch_export(context, **_who(contest_id), export=export_id)
        answer = Response(pieces, mimetype="text/csv")
        name = f"{export.what.value}-{export.asked_at:%Y-%m-%d}-{export.tool}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Content-Length"] = str(export.size)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return routes


_SHOWN = (
    "id",
    "what",
    "tool",
    "language",
    "by",
    "rows",
    "total",
    "size",
    "asked_at",
    "ready_at",
    "dies_at",
)


def _who(contest_id: str) -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "contest": contest_id, "by": who.subject}
