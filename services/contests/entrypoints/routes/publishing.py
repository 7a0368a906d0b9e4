"""What cannot be taken back: opening, amending, cancelling, telling the result."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.routes.contests import Headers, edited
from services.contests.entrypoints.schemas.contests import (
    AmendmentSchema,
    CancellationSchema,
    ContestSchema,
)
from services.contests.manifest import WRITE_CONTESTS
from services.contests.use_cases.contest.amend import amend_contest
from services.contests.use_cases.contest.cancel import cancel_contest
from services.contests.use_cases.contest.open import open_contest
from services.contests.use_cases.contest.tell_result import tell_result
from services.contests.use_cases.context import Context
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
        contest = open_contest(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            version=expected_version(),
            by=who.subject,
        )
        return edited(contest, context)

    @routes.post("/contests/<contest_id>/amendments")
    @requires(WRITE_CONTESTS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(AmendmentSchema)
    @routes.response(200, ContestSchema)
    def amend(body: dict[str, Any], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Amend a frozen setting before the closing, publicly and for a reason."""
        who = caller()
        contest = amend_contest(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            version=expected_version(),
            by=who.subject,
            **body,
        )
        return edited(contest, context)

    @routes.post("/contests/<contest_id>/cancel")
    @requires(WRITE_CONTESTS)
    @routes.arguments(CancellationSchema)
    @routes.response(200, ContestSchema)
    def cancel(body: dict[str, str], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Call a contest off, before its list is sealed."""
        who = caller()
        contest = cancel_contest(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            reason=body["reason"],
            by=who.subject,
        )
        return edited(contest, context)

    @routes.post("/contests/<contest_id>/result-mail")
    @requires(WRITE_CONTESTS)
    @routes.response(200, ContestSchema)
    def tell(contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Write once to those who did not win."""
        contest = tell_result(context, workspace=caller().workspace_id, contest=contest_id)
        return edited(contest, context)

    return routes
