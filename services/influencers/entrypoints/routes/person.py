"""Everything of one address in a workspace, for the gateway's own command."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.audit import Purpose
from services.influencers.entrypoints.schemas.partners import PartnerDataSchema
from services.influencers.entrypoints.views import whole_view
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.read import PartnerView
from services.influencers.use_cases.people.erase import erase_person
from services.influencers.use_cases.people.of_address import person_of
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
        return _view(person_of(context, **_who(), **asked, purpose=Purpose.SEARCH))

    @routes.post("/people/export")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PartnerDataSchema)
    def export(asked: dict[str, str]) -> dict[str, Any]:
        """All that is kept of an address, whole."""
        found = person_of(context, **_who(), **asked, purpose=Purpose.TAKEN)
        return {"partners": [whole_view(found)] if found else []}

    @routes.post("/people/erase")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PersonAnswer)
    def erase(asked: dict[str, str]) -> dict[str, Any]:
        """Erase everything of an address; harmless when repeated."""
        return _view(erase_person(context, **_who(), **asked))

    return routes


def _view(found: PartnerView | None) -> dict[str, Any]:
    if found is None:
        return {"items": []}
    partner = found.partner
    items = [_item("partner", partner.id, "partners", partner.kind)]
    for enrollment, program in found.enrollments:
        at = enrollment.accepted_at
        notes = [f"terms accepted on {at:%Y-%m-%d}"] if at else []
        state = enrollment.state.value
        items.append(_item("enrolment", enrollment.id[:8], program.form.name, state, notes))
    return {"items": items}


def _item(
    kind: str, name: str, where: str, state: str, notes: list[str] | None = None
) -> dict[str, Any]:
    return {"kind": kind, "name": name, "where": where, "state": state, "notes": notes or []}


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
