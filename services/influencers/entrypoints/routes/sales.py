"""Orders and leads for the team: who brought each, why, what lost, what it earned."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.entrypoints.sales_views import (
    decision_view,
    lead_view,
    order_view,
    whole_lead,
    whole_order,
)
from services.influencers.entrypoints.schemas.orders import DeliveryPage
from services.influencers.entrypoints.schemas.sales import (
    DecideBody,
    DecisionSchema,
    LeadPage,
    OrderPage,
    WholeLeadSchema,
    WholeOrderSchema,
)
from services.influencers.entrypoints.telling import delivery_view
from services.influencers.manifest import READ_PROGRAMS, WRITE_PROGRAMS
from services.influencers.use_cases.attribution.decide_anew import decide_line_anew
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.order.read import read_lead, read_order
from shared.auth import READ_PEOPLE
from shared.webapp import PageQuery, caller, requires


def sales_blueprint(context: Context) -> Blueprint:
    """Return the routes of what was sold and who came."""
    routes = Blueprint("sales", __name__, description="Sales and leads")

    _listing(routes, context)
    _reading(routes, context)
    return routes


def _listing(routes: Blueprint, context: Context) -> None:
    def whose(program_id: str) -> tuple[str, str]:
        workspace = caller().workspace_id
        return workspace, context.stores.programs.get(workspace, program_id).id

    @routes.get("/programs/<program_id>/orders")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, OrderPage)
    def orders(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The orders of a program, the newest first."""
        page = context.stores.orders.page(*whose(program_id), **query)
        return {"items": [order_view(each) for each in page.items], "after": page.after}

    @routes.get("/programs/<program_id>/leads")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, LeadPage)
    def leads(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The leads of a program, the newest first."""
        page = context.stores.leads.page(*whose(program_id), **query)
        return {"items": [lead_view(each) for each in page.items], "after": page.after}

    @routes.get("/programs/<program_id>/deliveries")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, DeliveryPage)
    def deliveries(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """What shops and scripts sent in the last 30 days, and why parts were refused."""
        page = context.stores.deliveries.page(*whose(program_id), **query)
        return {"items": [delivery_view(each) for each in page.items], "after": page.after}


def _reading(routes: Blueprint, context: Context) -> None:
    @routes.get("/orders/<order_id>")
    @requires(READ_PEOPLE)
    @routes.response(200, WholeOrderSchema)
    def order(order_id: str) -> dict[str, Any]:
        """An order, line by line; that partners are shown is noted first."""
        return whole_order(*read_order(context, **_who(), order=order_id))

    @routes.get("/leads/<lead_id>")
    @requires(READ_PEOPLE)
    @routes.response(200, WholeLeadSchema)
    def lead(lead_id: str) -> dict[str, Any]:
        """A lead; that partners are shown is noted first."""
        return whole_lead(*read_lead(context, **_who(), lead=lead_id))

    @routes.post("/attributions/<attribution_id>/decide")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(DecideBody)
    @routes.response(200, DecisionSchema)
    def decide(body: dict[str, Any], attribution_id: str) -> dict[str, Any]:
        """Say anew who brought a line; what was earned before is taken back, and paid anew."""
        partner, note = body["partner_id"], body["note"]
        which = {**_who(), "attribution": attribution_id}
        return decision_view(decide_line_anew(context, **which, partner=partner, note=note), {})


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
