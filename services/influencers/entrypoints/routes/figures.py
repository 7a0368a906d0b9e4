"""A month of a program in figures, and its partners by what they brought."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.entrypoints.figure_views import month_figures_view, month_ranking_view
from services.influencers.entrypoints.schemas.figures import (
    MonthFiguresSchema,
    MonthPageQuery,
    MonthPartnerPage,
    MonthQuery,
)
from services.influencers.manifest import READ_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.program.figures import rank_partners, read_figures
from shared.auth import READ_PEOPLE
from shared.webapp import caller, requires


def figures_blueprint(context: Context) -> Blueprint:
    """Return the routes of figures."""
    routes = Blueprint("figures", __name__, description="Figures")

    @routes.get("/programs/<program_id>/figures")
    @requires(READ_PROGRAMS)
    @routes.arguments(MonthQuery, location="query")
    @routes.response(200, MonthFiguresSchema)
    def of_month(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """A month of a program: clicks by day and verdict, sales, leads, what was earned."""
        workspace = caller().workspace_id
        return month_figures_view(
            read_figures(context, workspace=workspace, program=program_id, **query)
        )

    @routes.get("/programs/<program_id>/figures/partners")
    @requires(READ_PEOPLE)
    @routes.arguments(MonthPageQuery, location="query")
    @routes.response(200, MonthPartnerPage)
    def of_partners(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The same of each partner, the most people first; that they are shown is noted first."""
        who = caller()
        return month_ranking_view(
            rank_partners(
                context, workspace=who.workspace_id, by=who.subject, program=program_id, **query
            )
        )

    return routes
