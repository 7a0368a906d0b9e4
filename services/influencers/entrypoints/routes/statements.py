"""Statements of partners: for whoever pays them, and for the partner who calls."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.entrypoints.own import own
from services.influencers.entrypoints.schemas.statements import (
    MonthStatementSchema,
    PayoutStatementSchema,
    StatementsSchema,
)
from services.influencers.entrypoints.statement_views import (
    month_view,
    payout_statement_view,
    statements_view,
)
from services.influencers.manifest import OWN_ACCOUNT, PAY
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.statement.list import list_statements
from services.influencers.use_cases.statement.month import month_of, read_month
from services.influencers.use_cases.statement.payout import (
    own_payout_statement,
    read_payout_statement,
)
from shared.webapp import PageQuery, caller, requires


def statements_blueprint(context: Context) -> Blueprint:
    """Return the routes of statements for the team; that a partner is named is noted first."""
    routes = Blueprint("statements", __name__, description="Statements")

    @routes.get("/partners/<partner_id>/statements")
    @requires(PAY)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, StatementsSchema)
    def listing(query: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """Which statements there are of a partner: of months, and of payouts."""
        workspace = caller().workspace_id
        found = list_statements(context, workspace=workspace, partner=partner_id, **query)
        return statements_view(found, context)

    @routes.get("/partners/<partner_id>/statements/<month>")
    @requires(PAY)
    @routes.response(200, MonthStatementSchema)
    def of_month(partner_id: str, month: str) -> dict[str, Any]:
        """What a month (`2026-11`) did to what is owed; one that is over does not change."""
        return month_view(read_month(context, **_who(), partner=partner_id, month=month))

    @routes.get("/payouts/<payout_id>/statement")
    @requires(PAY)
    @routes.response(200, PayoutStatementSchema)
    def of_payout(payout_id: str) -> dict[str, Any]:
        """Why a payout brings what it brings."""
        return payout_statement_view(read_payout_statement(context, **_who(), payout=payout_id))

    return routes


def own_statements_blueprint(context: Context) -> Blueprint:
    """Return the same of whoever calls: the partner, who finds no other's."""
    routes = Blueprint("own_statements", __name__, description="A partner's own statements")

    @routes.get("/me/statements")
    @requires(OWN_ACCOUNT)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, StatementsSchema)
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """Which statements there are: of months, and of payouts."""
        return statements_view(list_statements(context, **own(context), **query), context)

    @routes.get("/me/statements/<month>")
    @requires(OWN_ACCOUNT)
    @routes.response(200, MonthStatementSchema)
    def of_month(month: str) -> dict[str, Any]:
        """What a month (`2026-11`) did to what is owed; one that is over does not change."""
        return month_view(month_of(context, **own(context), month=month))

    @routes.get("/me/payouts/<payout_id>/statement")
    @requires(OWN_ACCOUNT)
    @routes.response(200, PayoutStatementSchema)
    def of_payout(payout_id: str) -> dict[str, Any]:
        """Why a payout brings what it brings."""
        found = own_payout_statement(context, **own(context), payout=payout_id)
        return payout_statement_view(found)

    return routes


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
