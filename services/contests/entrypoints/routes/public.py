"""What everybody sees of a contest, and the page behind the link of a confirmation mail.

GET shows and changes nothing; POST acts.
"""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.schemas.contests import ListedContestSchema, PublicContestSchema
from services.contests.entrypoints.schemas.entries import (
    ConfirmationSchema,
    ConfirmingSchema,
    PendingConfirmationSchema,
)
from services.contests.entrypoints.views import for_everybody, listed_for_everybody
from services.contests.manifest import READ_PUBLISHED, TAKE_PART
from services.contests.use_cases.contest.list_public import list_public_contests
from services.contests.use_cases.contest.read import read_public_contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.confirm import Confirmation, confirm_entry
from services.contests.use_cases.entry.read_confirmation import (
    PendingConfirmation,
    read_confirmation,
)
from shared.webapp import PageQuery, caller, page_schema, requires


def public_blueprint(context: Context) -> Blueprint:
    """Return the routes of public contests."""
    routes = Blueprint("public", __name__, description="Published contests")

    @routes.get("/public/contests")
    @requires(READ_PUBLISHED)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, page_schema(ListedContestSchema))
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """The published contests of the workspace, the newest first."""
        page = list_public_contests(context, workspace=caller().workspace_id, **query)
        items = [listed_for_everybody(contest) for contest in page.items]
        return {"items": items, "after": page.after}

    @routes.get("/public/contests/<slug>")
    @requires(READ_PUBLISHED)
    @routes.response(200, PublicContestSchema)
    def contest(slug: str) -> dict[str, Any]:
        """A published contest: its frozen rules, its form, its seal, its winners."""
        view = read_public_contest(context, workspace=caller().workspace_id, slug=slug)
        return for_everybody(view)

    return routes


def confirmations_blueprint(context: Context) -> Blueprint:
    """Return the routes behind the link of a confirmation mail."""
    routes = Blueprint("confirmations", __name__, description="Confirming an entry")
    confirming = ConfirmingSchema()

    @routes.get("/confirmations/<token>")
    @requires(TAKE_PART)
    @routes.response(200, PendingConfirmationSchema)
    def show(token: str) -> PendingConfirmation:
        """What confirming would do; changes nothing."""
        return read_confirmation(context, workspace=caller().workspace_id, token=token)

    @routes.post("/confirmations/<token>")
    @requires(TAKE_PART)
    @routes.arguments(confirming)
    @routes.response(200, ConfirmationSchema)
    def confirm(body: dict[str, Any], token: str) -> Confirmation:
        """Confirm an entry, with its newsletter or without; answers its signed receipt."""
        return confirm_entry(context, workspace=caller().workspace_id, token=token, **body)

    return routes
