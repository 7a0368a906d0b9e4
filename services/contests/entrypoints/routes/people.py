"""The people of a contest, for owner and manager: each reading is noted first."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.people_views import people_view
from services.contests.entrypoints.schemas.entries import EntrySchema
from services.contests.entrypoints.schemas.people import (
    PeopleAnswer,
    PeopleQuery,
    PeopleSearchBody,
    PersonCorrectionSchema,
)
from services.contests.entrypoints.views import entry_view
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.correct import correct_person
from services.contests.use_cases.entry.review import reviewed
from services.contests.use_cases.people.list import list_people
from services.contests.use_cases.people.read import read_person
from services.contests.use_cases.people.search import search_people
from shared.auth import READ_PEOPLE
from shared.webapp import IF_MATCH, caller, expected_version, requires


def people_blueprint(context: Context) -> Blueprint:
    """Return the routes of a contest's people."""
    routes = Blueprint("people", __name__, description="People of a contest")
    correction = PersonCorrectionSchema()

    @routes.get("/contests/<contest_id>/people")
    @requires(READ_PEOPLE)
    @routes.arguments(PeopleQuery, location="query")
    @routes.response(200, PeopleAnswer)
    def listing(query: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """People with name and address, the newest first; that they are shown is noted first."""
        return people_view(list_people(context, **_who(contest_id), **query))

    @routes.post("/contests/<contest_id>/people/search")
    @requires(READ_PEOPLE)
    @routes.arguments(PeopleSearchBody)
    @routes.response(200, PeopleAnswer)
    def search(body: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """Who entered by an address, a ref or a first name, confirmed or not; it is noted first."""
        return people_view(search_people(context, **_who(contest_id), **body))

    @routes.get("/contests/<contest_id>/people/<ref>")
    @requires(READ_PEOPLE)
    @routes.response(200, PeopleAnswer)
    def person(contest_id: str, ref: str) -> dict[str, Any]:
        """The one person of a ref; that they are shown is noted first."""
        return people_view(read_person(context, **_who(contest_id), ref=ref))

    @routes.post("/contests/<contest_id>/people/<ref>/correct")
    @requires(READ_PEOPLE)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(correction)
    @routes.response(200, EntrySchema)
    def correct(body: dict[str, str], contest_id: str, ref: str) -> dict[str, Any]:
        """Put name and country right, until entries end; If-Match is the version that was read."""
        who, version = _who(contest_id), expected_version()
        entry = correct_person(context, **who, ref=ref, version=version, **body)
        return entry_view(reviewed(context, entry))

    return routes


def _who(contest_id: str) -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "contest": contest_id, "by": who.subject}
