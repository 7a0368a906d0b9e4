"""The mechanics that a contest may have."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.schemas.contests import MechanicSchema
from services.contests.entrypoints.views import mechanic_list
from services.contests.manifest import READ_CONTESTS
from shared.webapp import requires


def mechanics_blueprint() -> Blueprint:
    """Return the route of mechanics."""
    routes = Blueprint("mechanics", __name__, description="How people take part")

    @routes.get("/mechanics")
    @requires(READ_CONTESTS)
    @routes.response(200, MechanicSchema(many=True))
    def mechanics() -> list[dict[str, Any]]:
        """Every mechanic, and the fields that a form must ask for it."""
        return mechanic_list()

    return routes
