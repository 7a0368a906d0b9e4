"""Orders and leads: told by a script of the team, or by a shop that signs."""

from typing import Any

from flask import request
from flask_smorest import Blueprint

from services.influencers.domain.delivery import Delivery
from services.influencers.entrypoints.schemas.orders import (
    DeliverySchema,
    FreshSecretSchema,
    LeadsBody,
    OrdersBody,
    SecretSchema,
)
from services.influencers.entrypoints.telling import (
    delivery_view,
    parts_of_leads,
    parts_of_orders,
)
from services.influencers.manifest import READ_PROGRAMS, SHOP, WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.order.take import Part, take_parts
from services.influencers.use_cases.repeats import request_hash
from services.influencers.use_cases.shop.secret import make_shop_secret, verify_shop
from shared.webapp import IDEMPOTENCY_KEY, caller, idempotency_key, raw_body, requires
from shared.webapp.bodies import parse_json

SIGNATURE = {
    "in": "header",
    "name": "Kermesse-Signature",
    "required": True,
    "schema": {"type": "string", "pattern": "^t=[0-9]+,v1=[0-9a-f]{64}$"},
    "description": "HMAC-SHA-256 of `<t>.<body>` by the workspace's secret; t is now, in seconds.",
}
BODY = {"content": {"application/json": {"schema": OrdersBody}}, "required": True}


def orders_blueprint(context: Context) -> Blueprint:
    """Return the routes of orders and leads."""
    routes = Blueprint("orders", __name__, description="Orders and leads")

    _telling(routes, context)
    _signing(routes, context)
    return routes


def _telling(routes: Blueprint, context: Context) -> None:
    def taken(body: dict[str, Any], parts: list[Part]) -> dict[str, Any]:
        delivery = take_parts(
            context,
            parts,
            workspace=caller().workspace_id,
            program=body["program_id"],
            source="api",
            asked=request_hash(body),
            key=idempotency_key() or "",
            by=caller().subject,
        )
        return delivery_view(delivery)

    @routes.post("/orders")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(OrdersBody)
    @routes.response(200, DeliverySchema)
    def orders(body: dict[str, Any]) -> dict[str, Any]:
        """Sales, refunds and corrections at once; each is answered by itself, and kept once."""
        return taken(body, parts_of_orders(body["orders"], context.clock.now()))

    @routes.post("/leads")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(LeadsBody)
    @routes.response(200, DeliverySchema)
    def leads(body: dict[str, Any]) -> dict[str, Any]:
        """Leads, and those that are gone, at once; each is answered by itself, and kept once."""
        return taken(body, parts_of_leads(body["leads"], context.clock.now()))


def _signing(routes: Blueprint, context: Context) -> None:
    @routes.get("/shop-secret")
    @requires(READ_PROGRAMS)
    @routes.response(200, SecretSchema)
    def read_secret() -> dict[str, Any]:
        """Whether the shop has a secret, and since when; never the secret."""
        known = context.stores.shop_secrets.find(caller().workspace_id)
        may = ["make"] if caller().may(WRITE_PROGRAMS) else []
        return {"made_at": known.made_at if known else None, "actions": may}

    @routes.post("/shop-secret")
    @requires(WRITE_PROGRAMS)
    @routes.response(201, FreshSecretSchema)
    def make_secret() -> dict[str, Any]:
        """Make the shop's secret, in place of the one before; it is shown this once."""
        who = caller()
        secret, at = make_shop_secret(context, workspace=who.workspace_id, by=who.subject)
        return {"secret": secret, "made_at": at, "actions": ["make"]}

    @routes.post("/public/shop")
    @requires(SHOP)
    @raw_body
    @routes.doc(parameters=[SIGNATURE, IDEMPOTENCY_KEY], requestBody=BODY)
    @routes.response(200, DeliverySchema)
    def shop() -> dict[str, Any]:
        """Orders from the shop itself, signed over the very bytes; otherwise as `POST /orders`."""
        return delivery_view(_told_by_shop(context))


def _told_by_shop(context: Context) -> Delivery:
    raw, header = request.get_data(), request.headers.get("Kermesse-Signature", "")
    workspace = caller().workspace_id
    verify_shop(context, workspace=workspace, raw=raw, header=header)
    body: dict[str, Any] = OrdersBody().load(parse_json(raw))
    return take_parts(
        context,
        parts_of_orders(body["orders"], context.clock.now()),
        workspace=workspace,
        program=body["program_id"],
        source="shop",
        asked=request_hash(body),
        key=idempotency_key() or header,
    )
