"""The statement of a month and of a payout: a page, and the same as PDF and as CSV."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import partner_api
from services.gateway.products.influencers.portal.blueprint import ZONE, portal
from services.gateway.products.influencers.portal.payouts import OWN
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
from shared.webapp.permissions import requires


@portal.get("/payouts/<payout_id>")
@requires(OWN)
def statement(workspace: str, payout_id: str) -> ResponseReturnValue:
    """Show what a payout is made of."""
    sheet = payout_sheet(_payout(payout_id), ZONE)
    return _page(sheet, ".statement_file", {"payout_id": payout_id})


@portal.get(f"/payouts/<payout_id>/statement.{FORMS}")
@requires(OWN)
def statement_file(workspace: str, payout_id: str, form: str) -> ResponseReturnValue:
    """Hand it out as a file."""
    found = _payout(payout_id)
    pdf = form == "pdf"
    data = pdf_of(payout_sheet(found, ZONE)) if pdf else payout_table(found, tool_asked(), ZONE)
    return file_answer(data, found["reference"], form)


@portal.get("/statements/<month>")
@requires(OWN)
def month_statement(workspace: str, month: str) -> ResponseReturnValue:
    """Show what a month did to what is owed."""
    return _page(month_sheet(_month(month), ZONE), ".month_file", {"month": month})


@portal.get(f"/statements/<month>/statement.{FORMS}")
@requires(OWN)
def month_file(workspace: str, month: str, form: str) -> ResponseReturnValue:
    """Hand it out as a file."""
    found = _month(month)
    pdf = form == "pdf"
    data = pdf_of(month_sheet(found, ZONE)) if pdf else month_table(found, tool_asked(), ZONE)
    return file_answer(data, month, form)


def _payout(payout_id: str) -> dict[str, Any]:
    return dict(partner_api("influencers").get(f"/me/payouts/{payout_id}/statement").body)


def _month(month: str) -> dict[str, Any]:
    return dict(partner_api("influencers").get(f"/me/statements/{month}").body)


def _page(sheet: Sheet, file: str, where: Mapping[str, Any]) -> str:
    return render_template(
        "influencers/portal/statement.html",
        sheet=shortened(sheet, MOST_SHOWN),
        **files_of(file, where),
    )
