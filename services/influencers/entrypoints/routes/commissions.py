"""Commissions: listed by standing, kept back, let go, appealed."""

from collections.abc import Sequence
from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.commission import Commission
from services.influencers.entrypoints.own import own
from services.influencers.entrypoints.sales_views import (
    commission_view,
    earnings_view,
    whole_commission,
)
from services.influencers.entrypoints.schemas.sales import (
    CommissionPage,
    CommissionQuery,
    CommissionSchema,
    EarningsSchema,
    HoldBody,
    ReleaseBody,
    WholeCommissionSchema,
)
from services.influencers.manifest import APPEAL, WRITE_PROGRAMS
from services.influencers.use_cases.commission.hold import (
    appeal_commission,
    hold_commission,
    release_commission,
)
from services.influencers.use_cases.commission.read import read_commission, read_earnings
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.order.read import named
from shared.auth import READ_PEOPLE
from shared.webapp import IDEMPOTENCY_KEY, PageQuery, caller, idempotency_key, requires


def commissions_blueprint(context: Context) -> Blueprint:
    """Return the routes of commissions."""
    routes = Blueprint("commissions", __name__, description="Commissions")

    _listing(routes, context)
    _reading(routes, context)
    _deciding(routes, context)
    return routes


def _listing(routes: Blueprint, context: Context) -> None:
    @routes.get("/programs/<program_id>/commissions")
    @requires(READ_PEOPLE)
    @routes.arguments(CommissionQuery, location="query")
    @routes.response(200, CommissionPage)
    def of_program(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The commissions of a program, of one standing if given; that partners are shown is noted
        first.
        """
        program = context.stores.programs.get(caller().workspace_id, program_id).id
        page = context.stores.commissions.of_program(caller().workspace_id, program, **query)
        return {"items": _shown(context, page.items, program), "after": page.after}

    @routes.get("/partners/<partner_id>/commissions")
    @requires(READ_PEOPLE)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, CommissionPage)
    def of_partner(query: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """The commissions of a partner, the newest first; that they are shown is noted first."""
        workspace = caller().workspace_id
        partner = context.stores.partners.get(workspace, partner_id).id
        page = context.stores.commissions.of_partner(workspace, partner, **query)
        return {"items": _shown(context, page.items, ""), "after": page.after}


def _reading(routes: Blueprint, context: Context) -> None:
    @routes.get("/commissions/<commission_id>")
    @requires(READ_PEOPLE)
    @routes.response(200, WholeCommissionSchema)
    def read(commission_id: str) -> dict[str, Any]:
        """A commission with what earned it; that its partner is shown is noted first."""
        return whole_commission(read_commission(context, **_who(), commission=commission_id))

    @routes.get("/partners/<partner_id>/earnings")
    @requires(READ_PEOPLE)
    @routes.response(200, EarningsSchema)
    def earnings(partner_id: str) -> dict[str, Any]:
        """What a partner earns, without their name: balances, newest commissions, codes."""
        workspace = caller().workspace_id
        return earnings_view(read_earnings(context, workspace=workspace, partner=partner_id))


def _deciding(routes: Blueprint, context: Context) -> None:
    @routes.post("/commissions/<commission_id>/hold")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(HoldBody)
    @routes.response(200, CommissionSchema)
    def hold(body: dict[str, Any], commission_id: str) -> dict[str, Any]:
        """Keep it back until somebody lets it go; what a payout has taken stays taken."""
        cause = idempotency_key() or context.ids.ulid()
        which = {**_who(), "commission": commission_id}
        return commission_view(hold_commission(context, **which, **body, cause=cause), {})

    @routes.post("/commissions/<commission_id>/release")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(ReleaseBody)
    @routes.response(200, CommissionSchema)
    def release(body: dict[str, Any], commission_id: str) -> dict[str, Any]:
        """Let go what is held for a reason; a repeat changes nothing."""
        which = {**_who(), "commission": commission_id}
        return commission_view(release_commission(context, **which, **body), {})

    @routes.post("/commissions/<commission_id>/appeal")
    @requires(APPEAL)
    @routes.response(200, CommissionSchema)
    def appeal(commission_id: str) -> dict[str, Any]:
        """The partner whose it is asks for a decision about what is held."""
        whose = own(context)
        return commission_view(appeal_commission(context, **whose, commission=commission_id), {})


def _shown(context: Context, found: Sequence[Commission], program: str) -> list[dict[str, Any]]:
    names = named(context, **_who(), partners=[each.partner_id for each in found], program=program)
    return [commission_view(each, names) for each in found]


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
