"""Statements of a partner: which there are, each as a page, as PDF and as CSV."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.products.influencers.console.blueprint import PAY, ZONE, console
from services.gateway.products.influencers.console.payouts import row_of
from services.gateway.products.influencers.statements.files import (
    FORMS,
    MOST_SHOWN,
    file_answer,
    files_of,
    tool_asked,
)
from services.gateway.products.influencers.statements.month import month_sheet
from services.gateway.products.influencers.statements.payout import payout_sheet
from services.gateway.products.influencers.statements.pdf import pdf_of
from services.gateway.products.influencers.statements.sheet import Sheet, shortened
from services.gateway.products.influencers.statements.table import month_table, payout_table
from services.gateway.products.influencers.words.statements import month_text
from shared.webapp.permissions import requires


@console.get("/partners/<partner_id>/statements")
@requires(PAY)
def statements(partner_id: str) -> ResponseReturnValue:
    """Show the months and the payouts of a partner; that they are read was noted first."""
    api, path = staff_api("influencers"), f"/partners/{partner_id}"
    after = request.args.get("after")
    partner, found = at_once(
        lambda: api.get(path).body, lambda: api.get(f"{path}/statements", after=after).body
    )
    return render_template(
        "influencers/console/statements.html",
        partner=partner,
        months=[{**each, "name": month_text(each["month"])} for each in found["months"]],
        payouts=[row_of(each) for each in found["payouts"]["items"] if each["gathered"]],
        after=found["payouts"]["after"],
        paged=bool(after),
    )


@console.get("/partners/<partner_id>/statements/<month>")
@requires(PAY)
def month_statement(partner_id: str, month: str) -> ResponseReturnValue:
    """Show the statement of a month; that its partner is shown was noted first."""
    found = _month(partner_id, month)
    where = {"partner_id": partner_id, "month": month}
    return _page(month_sheet(found, ZONE), found, ".month_file", where)


@console.get(f"/partners/<partner_id>/statements/<month>/statement.{FORMS}")
@requires(PAY)
def month_file(partner_id: str, month: str, form: str) -> ResponseReturnValue:
    """Hand out the statement of a month as a file; that its partner is named was noted first."""
    found = _month(partner_id, month)
    if form == "pdf":
        return file_answer(pdf_of(month_sheet(found, ZONE)), month, form)
    return file_answer(month_table(found, tool_asked(), ZONE), month, form)


@console.get("/payouts/<payout_id>/statement")
@requires(PAY)
def payout_statement(payout_id: str) -> ResponseReturnValue:
    """Show the statement of a payout; that its partner is shown was noted first."""
    found = _payout(payout_id)
    return _page(payout_sheet(found, ZONE), found, ".payout_file", {"payout_id": payout_id})


@console.get(f"/payouts/<payout_id>/statement.{FORMS}")
@requires(PAY)
def payout_file(payout_id: str, form: str) -> ResponseReturnValue:
    """Hand out the statement of a payout as a file; that its partner is named was noted first."""
    found = _payout(payout_id)
    if form == "pdf":
        return file_answer(pdf_of(payout_sheet(found, ZONE)), found["reference"], form)
    return file_answer(payout_table(found, tool_asked(), ZONE), found["reference"], form)


def _month(partner_id: str, month: str) -> dict[str, Any]:
    path = f"/partners/{partner_id}/statements/{month}"
    return dict(staff_api("influencers").get(path).body)


def _payout(payout_id: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(f"/payouts/{payout_id}/statement").body)


def _page(sheet: Sheet, found: dict[str, Any], file: str, where: dict[str, Any]) -> str:
    return render_template(
        "influencers/console/statement.html",
        sheet=shortened(sheet, MOST_SHOWN),
        partner_id=found["partner_id"],
        partner=found["partner"],
        **files_of(file, where),
    )
