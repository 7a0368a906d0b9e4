"""Contests for their team: list, draft, read, edit."""

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from services.contests.domain.contest import Contest
from services.contests.entrypoints.offers import may_create
from services.contests.entrypoints.schemas.contests import (
    ContestQuery,
    ContestSchema,
    DraftSchema,
    NewContestSchema,
    OverviewSchema,
    SummaryPage,
)
from services.contests.entrypoints.schemas.entries import EntryQuery
from services.contests.entrypoints.views import for_staff, overview, summary
from services.contests.manifest import READ_CONTESTS, WRITE_CONTESTS
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.delete import delete_draft
from services.contests.use_cases.contest.list import list_contests
from services.contests.use_cases.contest.read import actions_of, read_contest, staff_view
from services.contests.use_cases.contest.read_overview import read_overview
from services.contests.use_cases.contest.save import save_draft
from services.contests.use_cases.context import Context
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


def contests_blueprint(context: Context) -> Blueprint:
    """Return the routes of drafts and of what a team sees of its contests."""
    routes = Blueprint("contests", __name__, description="Contests")

    @routes.get("/contests")
    @requires(READ_CONTESTS)
    @routes.arguments(ContestQuery, location="query")
    @routes.response(200, SummaryPage)
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """The contests of the workspace, the newest first."""
        page = list_contests(context, workspace=caller().workspace_id, **query)
        items = [summary(contest, actions_of(context, contest)) for contest in page.items]
        return {"items": items, "after": page.after, "actions": may_create()}

    @routes.post("/contests")
    @requires(WRITE_CONTESTS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(NewContestSchema)
    @routes.response(201, ContestSchema)
    def create(body: dict[str, Any]) -> tuple[dict[str, Any], int, Headers]:
        """Start a contest as a draft; the same Idempotency-Key gives the same contest."""
        who, key = caller().workspace_id, idempotency_key() or ""
        contest = create_contest(context, workspace=who, **body, idempotency_key=key)
        place = url_for("contests.read", contest_id=contest.id)
        shown, headers = edited(contest, context)
        return shown, 201, {**headers, "Location": place}

    @routes.get("/contests/<contest_id>")
    @requires(READ_CONTESTS)
    @routes.response(200, ContestSchema)
    def read(contest_id: str) -> tuple[dict[str, Any], Headers]:
        """A contest, what still blocks its opening, its dates and its figures."""
        view = read_contest(context, workspace=caller().workspace_id, contest=contest_id)
        return for_staff(view), {"ETag": etag_of(view.contest.version)}

    @routes.get("/contests/<contest_id>/overview")
    @requires(READ_CONTESTS)
    @routes.arguments(EntryQuery, location="query")
    @routes.response(200, OverviewSchema)
    def read_whole(query: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """A contest with a page of its entries, of one state if given, and its outcome."""
        who = caller().workspace_id
        return overview(read_overview(context, workspace=who, contest=contest_id, **query))

    @routes.patch("/contests/<contest_id>")
    @requires(WRITE_CONTESTS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(DraftSchema)
    @routes.response(200, ContestSchema)
    def save(body: dict[str, Any], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Save a draft; of a published contest, the texts of its page and what prizes ask."""
        who = caller()
        stored = save_draft(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            version=expected_version(),
            by=who.subject,
            **body,
        )
        return edited(stored, context)

    @routes.delete("/contests/<contest_id>")
    @requires(WRITE_CONTESTS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.response(204)
    def delete(contest_id: str) -> None:
        """Delete a draft; what was opened is never deleted."""
        who = caller()
        delete_draft(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            version=expected_version(),
            by=who.subject,
        )

    return routes


def edited(contest: Contest, context: Context) -> tuple[dict[str, Any], Headers]:
    """Return the answer to an edit: the contest as it is now, and its ETag."""
    return for_staff(staff_view(context, contest)), {"ETag": etag_of(contest.version)}
