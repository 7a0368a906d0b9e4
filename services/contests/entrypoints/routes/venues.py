"""Venues: where many people enter through one network."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.domain.contest.form.venue import Venue
from services.contests.entrypoints.routes.contests import Headers, edited
from services.contests.entrypoints.schemas.contests import ContestSchema
from services.contests.entrypoints.schemas.venues import ClosedVenueSchema, NewVenueSchema
from services.contests.manifest import WRITE_CONTESTS
from services.contests.use_cases.contest.close_venue import close_venue
from services.contests.use_cases.contest.open_venue import open_venue
from services.contests.use_cases.context import Context
from shared.events import instant_of
from shared.webapp import caller, requires


def venues_blueprint(context: Context) -> Blueprint:
    """Return the routes of venues."""
    routes = Blueprint("venues", __name__, description="Venues of a contest")

    @routes.post("/contests/<contest_id>/venues")
    @requires(WRITE_CONTESTS)
    @routes.arguments(NewVenueSchema)
    @routes.response(200, ContestSchema)
    def open_one(body: dict[str, Any], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """Let a network, or all, send more forms for a time."""
        venue = Venue(**{**body, "until": instant_of(body["until"])})
        who = caller().workspace_id
        return edited(open_venue(context, workspace=who, contest=contest_id, venue=venue), context)

    @routes.post("/contests/<contest_id>/venues/close")
    @requires(WRITE_CONTESTS)
    @routes.arguments(ClosedVenueSchema)
    @routes.response(200, ContestSchema)
    def close_one(body: dict[str, str], contest_id: str) -> tuple[dict[str, Any], Headers]:
        """End a venue before its time."""
        who = caller().workspace_id
        return edited(close_venue(context, workspace=who, contest=contest_id, **body), context)

    return routes
