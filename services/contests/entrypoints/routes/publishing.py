"""What cannot be taken back: opening, amending, cancelling."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.routes.contests import Headers, edited
from services.contests.entrypoints.schemas.contests import (
    AmendmentSchema,
    CancellationSchema,
    ContestSchema,
)
from services.contests.manifest import WRITE_CONTESTS
from services.contests.use_cases.amend_contest import AmendContest, amend_contest
from services.contests.use_cases.cancel_contest import CancelContest, cancel_contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.open_contest import OpenContest, open_contest
from shared.webapp import IF_MATCH, caller, expected_version, requires


def publishing_blueprint(context: Context) -> Blueprint:
    """Return the routes of opening, amending and cancelling."""
    routes = Blueprint("publishing", __name__, description="Opening and amending contests")

    @routes.post("/contests/<contest_id>/open")
    @requires(WRITE_CONTESTS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.response(200, ContestSchema)
    def publish(contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Open a contest: its settings are frozen by their hash."""
        who = caller()
        command = OpenContest(who.workspace_id, contest_id, expected_version(), who.subject)
        return edited(open_contest(command, context), context)

    @routes.post("/contests/<contest_id>/amendments")
    @requires(WRITE_CONTESTS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(AmendmentSchema)
    @routes.response(200, ContestSchema)
    def amend(body: dict[str, Any], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Amend a frozen setting before the closing, publicly and for a reason."""
        who = caller().workspace_id
        command = AmendContest(who, contest_id, expected_version(), **body)
        return edited(amend_contest(command, context), context)

    @routes.post("/contests/<contest_id>/cancel")
    @requires(WRITE_CONTESTS)
    @routes.arguments(CancellationSchema)
    @routes.response(200, ContestSchema)
    def cancel(body: dict[str, str], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Call a contest off, before its list is sealed."""
        command = CancelContest(caller().workspace_id, contest_id, body["reason"])
        return edited(cancel_contest(command, context), context)

    return routes
