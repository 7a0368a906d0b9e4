"""Discount codes: listed, made, disabled, enabled again."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.code import CodeVerb, DiscountCode
from services.influencers.entrypoints.sales_views import code_view
from services.influencers.entrypoints.schemas.codes import CodeBody, CodePage, CodeSchema
from services.influencers.manifest import READ_PROGRAMS, WRITE_PROGRAMS
from services.influencers.use_cases.code.make import make_code
from services.influencers.use_cases.code.switch import switch_code
from services.influencers.use_cases.context import Context
from shared.documents import Page
from shared.webapp import PageQuery, caller, requires


def codes_blueprint(context: Context) -> Blueprint:
    """Return the routes of discount codes."""
    routes = Blueprint("codes", __name__, description="Discount codes")

    _reading(routes, context)
    _writing(routes, context)
    return routes


def _reading(routes: Blueprint, context: Context) -> None:
    codes = context.stores.discount_codes

    @routes.get("/programs/<program_id>/codes")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, CodePage)
    def of_program(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The codes of a program, the newest first; their partners by their ids."""
        who = caller().workspace_id
        context.stores.programs.get(who, program_id)
        return _page(codes.page(who, program=program_id, **query))

    @routes.get("/partners/<partner_id>/codes")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, CodePage)
    def of_partner(query: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """The codes of a partner, the newest first."""
        who = caller().workspace_id
        context.stores.partners.get(who, partner_id)
        return _page(codes.page(who, partner=partner_id, **query))


def _writing(routes: Blueprint, context: Context) -> None:
    def switched(verb: CodeVerb, code_id: str) -> dict[str, Any]:
        who = caller()
        return code_view(
            switch_code(context, verb, workspace=who.workspace_id, code=code_id, by=who.subject)
        )

    @routes.post("/partners/<partner_id>/codes")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(CodeBody)
    @routes.response(201, CodeSchema)
    def make(body: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """Make a code for a partner who is in the program; a repeat gives the same one."""
        who, program, code = caller(), body["program_id"], body["code"]
        whose = {"workspace": who.workspace_id, "by": who.subject, "partner": partner_id}
        return code_view(make_code(context, **whose, program=program, code=code))

    @routes.post("/codes/<code_id>/disable")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, CodeSchema)
    def disable(code_id: str) -> dict[str, Any]:
        """Orders of now and later count no more; what was attributed stays."""
        return switched(CodeVerb.DISABLE, code_id)

    @routes.post("/codes/<code_id>/enable")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, CodeSchema)
    def enable(code_id: str) -> dict[str, Any]:
        """Let it count again."""
        return switched(CodeVerb.ENABLE, code_id)


def _page(page: Page[DiscountCode]) -> dict[str, Any]:
    return {"items": [code_view(each) for each in page.items], "after": page.after}
