"""The routes that answer figures of contests."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint

from services.insights.manifest import READ_FIGURES
from services.insights.subjects.contests.entrypoints.schemas import FiguresAnswer
from services.insights.subjects.contests.use_cases.read_figures import ContestFigures
from shared.webapp import caller, requires


def figures_blueprint(reading: Callable[[str, str], ContestFigures]) -> Blueprint:
    """Return the routes that read figures; `reading` takes a workspace and a contest."""
    routes = Blueprint("figures", __name__, description="Figures of a contest")

    @routes.get("/contests/<contest_id>/figures")
    @requires(READ_FIGURES)
    @routes.response(200, FiguresAnswer)
    def contest_figures(contest_id: str) -> dict[str, Any]:
        """Entries of a contest by hour, by source and by reason of refusal."""
        state, figures = reading(caller().workspace_id, contest_id)
        return {"contest_id": contest_id, "contest_state": state, **asdict(figures)}

    return routes
