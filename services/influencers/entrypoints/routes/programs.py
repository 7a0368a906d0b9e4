"""Programs for their team: list, draft, read, edit, open, pause, end."""

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from services.influencers.domain.program import Program, ProgramAction
from services.influencers.entrypoints.offers import may_create
from services.influencers.entrypoints.schemas.programs import (
    NewProgramSchema,
    ProgramPage,
    ProgramQuery,
    ProgramSchema,
    SavedProgramSchema,
)
from services.influencers.entrypoints.views import program_view, summary
from services.influencers.manifest import READ_PROGRAMS, WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.program.create import create_program
from services.influencers.use_cases.program.move import move_program
from services.influencers.use_cases.program.read import list_programs, read_program, view_of
from services.influencers.use_cases.program.save import save_program
from shared.webapp import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    caller,
    etag_of,
    expected_version,
    idempotency_key,
    requires,
)

Headers = dict[str, str]


def programs_blueprint(context: Context) -> Blueprint:
    """Return the routes of programs."""
    routes = Blueprint("programs", __name__, description="Programs")

    _keeping(routes, context)
    _moving(routes, context)
    return routes


def _keeping(routes: Blueprint, context: Context) -> None:
    @routes.get("/programs")
    @requires(READ_PROGRAMS)
    @routes.arguments(ProgramQuery, location="query")
    @routes.response(200, ProgramPage)
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """The programs of the workspace, the newest first."""
        page = list_programs(context, workspace=caller().workspace_id, **query)
        items = [summary(program) for program in page.items]
        return {"items": items, "after": page.after, "actions": may_create()}

    @routes.post("/programs")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(NewProgramSchema)
    @routes.response(201, ProgramSchema)
    def create(body: dict[str, Any]) -> tuple[dict[str, Any], int, Headers]:
        """Start a program as a draft; the same Idempotency-Key gives the same program."""
        who, key = caller().workspace_id, idempotency_key() or ""
        program = create_program(context, workspace=who, **body, idempotency_key=key)
        shown, headers = _edited(context, program)
        place = url_for("programs.read", program_id=program.id)
        return shown, 201, {**headers, "Location": place}

    @routes.get("/programs/<program_id>")
    @requires(READ_PROGRAMS)
    @routes.response(200, ProgramSchema)
    def read(program_id: str) -> tuple[dict[str, Any], Headers]:
        """A program, what still blocks its opening, and its figures."""
        view = read_program(context, workspace=caller().workspace_id, program=program_id)
        return program_view(view), {"ETag": etag_of(view.program.version)}

    @routes.patch("/programs/<program_id>")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(SavedProgramSchema)
    @routes.response(200, ProgramSchema)
    def save(body: dict[str, Any], program_id: str) -> tuple[dict[str, Any], Headers]:
        """Save a draft."""
        who, version = caller().workspace_id, expected_version()
        return _edited(
            context,
            save_program(context, workspace=who, program=program_id, version=version, **body),
        )


def _moving(routes: Blueprint, context: Context) -> None:
    def moved(move: ProgramAction, program_id: str) -> tuple[dict[str, Any], Headers]:
        who = caller()
        return _edited(
            context,
            move_program(
                context,
                move,
                workspace=who.workspace_id,
                program=program_id,
                version=expected_version(),
                by=who.subject,
            ),
        )

    @routes.post("/programs/<program_id>/open")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.response(200, ProgramSchema)
    def publish(program_id: str) -> tuple[dict[str, Any], Headers]:
        """Open a program: its settings are frozen, its terms get their hash."""
        return moved(ProgramAction.OPEN, program_id)

    @routes.post("/programs/<program_id>/pause")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.response(200, ProgramSchema)
    def pause(program_id: str) -> tuple[dict[str, Any], Headers]:
        """Take nobody in for now."""
        return moved(ProgramAction.PAUSE, program_id)

    @routes.post("/programs/<program_id>/resume")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.response(200, ProgramSchema)
    def resume(program_id: str) -> tuple[dict[str, Any], Headers]:
        """Open a paused program again."""
        return moved(ProgramAction.RESUME, program_id)

    @routes.post("/programs/<program_id>/end")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.response(200, ProgramSchema)
    def end(program_id: str) -> tuple[dict[str, Any], Headers]:
        """End a program for good."""
        return moved(ProgramAction.END, program_id)


def _edited(context: Context, program: Program) -> tuple[dict[str, Any], Headers]:
    return program_view(view_of(context, program)), {"ETag": etag_of(program.version)}
