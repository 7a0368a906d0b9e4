"""Figures of clicks: of a program, of a link, of a partner, and the ranking of partners."""

from collections.abc import Mapping
from typing import Any

from flask_smorest import Blueprint

from services.influencers.entrypoints.figure_views import clicks_view, counts_view
from services.influencers.entrypoints.schemas.clicks import (
    ClicksSchema,
    DaysQuery,
    PartnerDaysQuery,
    RankingPage,
    RankingQuery,
)
from services.influencers.entrypoints.views import partner_view
from services.influencers.manifest import READ_PROGRAMS
from services.influencers.use_cases.click.read import (
    figures_of_link,
    figures_of_partner,
    figures_of_program,
    ranking,
)
from services.influencers.use_cases.context import Context
from shared.auth import READ_PEOPLE
from shared.webapp import caller, requires


def clicks_blueprint(context: Context) -> Blueprint:
    """Return the routes of clicks."""
    routes = Blueprint("clicks", __name__, description="Clicks")

    _figures(routes, context)
    _ranking(routes, context)
    return routes


def _figures(routes: Blueprint, context: Context) -> None:
    @routes.get("/programs/<program_id>/clicks")
    @requires(READ_PROGRAMS)
    @routes.arguments(DaysQuery, location="query")
    @routes.response(200, ClicksSchema)
    def of_program(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The clicks of a program by day and verdict."""
        who = caller().workspace_id
        return clicks_view(
            figures_of_program(context, workspace=who, program=program_id, **_days(query))
        )

    @routes.get("/links/<link_id>/clicks")
    @requires(READ_PROGRAMS)
    @routes.arguments(DaysQuery, location="query")
    @routes.response(200, ClicksSchema)
    def of_link(query: dict[str, Any], link_id: str) -> dict[str, Any]:
        """The clicks of a link by day and verdict."""
        who = caller().workspace_id
        return clicks_view(figures_of_link(context, workspace=who, link=link_id, **_days(query)))

    @routes.get("/partners/<partner_id>/clicks")
    @requires(READ_PROGRAMS)
    @routes.arguments(PartnerDaysQuery, location="query")
    @routes.response(200, ClicksSchema)
    def of_partner(query: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """The clicks that a partner brought by day and verdict, in one program if given."""
        asked = {"workspace": caller().workspace_id, "partner": partner_id}
        program = query["program_id"]
        return clicks_view(figures_of_partner(context, **asked, program=program, **_days(query)))


def _ranking(routes: Blueprint, context: Context) -> None:
    @routes.get("/programs/<program_id>/ranking")
    @requires(READ_PEOPLE)
    @routes.arguments(RankingQuery, location="query")
    @routes.response(200, RankingPage)
    def ranked(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The partners of a program, who brought the most people first; that they are shown is
        noted first.
        """
        who = caller()
        page = ranking(
            context, workspace=who.workspace_id, by=who.subject, program=program_id, **query
        )
        items = [
            {"partner": partner_view(partner), "counts": counts_view(counts)}
            for partner, counts in page.items
        ]
        return {"items": items, "after": page.after}


def _days(query: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(query[name] or "") for name in ("since", "until")}
