"""Everything of one address in a workspace, for the gateway's own command."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.person_views import data_view, erased_view, found_view
from services.contests.entrypoints.schemas.person import PersonDataSchema
from services.contests.use_cases.context import Context
from services.contests.use_cases.people.erase_person import erase_person
from services.contests.use_cases.people.export_person import export_person
from services.contests.use_cases.people.find_person import find_person
from shared.auth import HANDLE_PEOPLE
from shared.webapp import caller, requires
from shared.webapp.people import AddressBody, PersonAnswer


def person_blueprint(context: Context) -> Blueprint:
    """Return the routes about one address; each is noted before it answers."""
    routes = Blueprint("person", __name__, description="Everything of one address")
    body = AddressBody()

    @routes.post("/people/find")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PersonAnswer)
    def find(asked: dict[str, str]) -> dict[str, Any]:
        """What is kept of an address."""
        return found_view(find_person(context, **_who(), **asked))

    @routes.post("/people/export")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PersonDataSchema)
    def export(asked: dict[str, str]) -> dict[str, Any]:
        """All that is kept of an address, whole."""
        return data_view(export_person(context, **_who(), **asked))

    @routes.post("/people/erase")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PersonAnswer)
    def erase(asked: dict[str, str]) -> dict[str, Any]:
        """Erase everything of an address; harmless when repeated."""
        return erased_view(erase_person(context, **_who(), **asked))

    return routes


def _who() -> dict[str, str]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
