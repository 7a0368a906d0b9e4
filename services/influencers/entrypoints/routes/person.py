"""Everything of one address in a workspace, for the gateway's own command."""

from collections.abc import Iterator
from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.audit import Purpose
from services.influencers.entrypoints.schemas.person import PartnerDataSchema
from services.influencers.entrypoints.taken import taken_view
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.read import PartnerView
from services.influencers.use_cases.people.erase import erase_person
from services.influencers.use_cases.people.money_of import money_of
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
        found = person_of(context, **_who(), **asked, purpose=Purpose.SEARCH)
        return _view(context, found)

    @routes.post("/people/export")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PartnerDataSchema)
    def export(asked: dict[str, str]) -> dict[str, Any]:
        """All that is kept of an address, whole."""
        found = person_of(context, **_who(), **asked, purpose=Purpose.TAKEN)
        return taken_view(context, found)

    @routes.post("/people/erase")
    @requires(HANDLE_PEOPLE)
    @routes.arguments(body)
    @routes.response(200, PersonAnswer)
    def erase(asked: dict[str, str]) -> dict[str, Any]:
        """Erase everything of an address; harmless when repeated."""
        return _view(context, erase_person(context, **_who(), **asked))

    return routes


def _view(context: Context, found: PartnerView | None) -> dict[str, Any]:
    if found is None:
        return {"items": []}
    partner = found.partner
    items = [_item("partner", partner.id, "partners", partner.kind)]
    for enrollment, program in found.enrollments:
        at = enrollment.accepted_at
        notes = [f"terms accepted on {at:%Y-%m-%d}"] if at else []
        state = enrollment.state.value
        items.append(_item("enrolment", enrollment.id[:8], program.form.name, state, notes))
    return {"items": [*items, *_money(context, found)]}


def _money(context: Context, found: PartnerView) -> Iterator[dict[str, Any]]:
    """Yield the account and each payout."""
    money = money_of(context, found.partner)
    if money.account and money.account.method:
        end = money.account.iban_end
        yield _item("account", end and f"…{end}", "accounts", money.account.method.value)
    for each in money.payouts:
        amount = f"{each.amount.amount} {each.amount.currency} (minor units)"
        yield _item("payout", each.id[:8], "payouts", each.state.value, [amount])


def _item(
    kind: str, name: str, where: str, state: str, notes: list[str] | None = None
) -> dict[str, Any]:
    return {"kind": kind, "name": name, "where": where, "state": state, "notes": notes or []}


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
