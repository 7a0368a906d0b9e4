"""What was paid, and which statements there are: of each payout, and of each month."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import partner_api
from services.gateway.kit.formats import NOTHING, day_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.influencers.portal.blueprint import ZONE, portal
from services.gateway.products.influencers.portal.money import said
from services.gateway.products.influencers.words.payouts import payout_state
from services.gateway.products.influencers.words.statements import month_text
from shared.assembly.house import permission
from shared.webapp.permissions import requires

OWN = permission("account.own")


@portal.get("/payouts")
@requires(OWN)
def payouts(workspace: str) -> ResponseReturnValue:
    """Show the payouts, the newest first, and the months."""
    after = request.args.get("after", "")
    found = partner_api("influencers").get("/me/statements", after=after).body
    page = found["payouts"]
    return render_template(
        "influencers/portal/payouts.html",
        rows=[_row(each) for each in page["items"]],
        months=[{**each, "name": month_text(each["month"])} for each in found["months"]],
        next_page=url_for(".payouts", after=page["after"]) if page["after"] else "",
        standin=page["paid_through"] == "standin",
    )


def _row(payout: Mapping[str, Any]) -> dict[str, Any]:
    return {
        # Until it is added up there is no statement of it.
        "page": url_for(".statement", payout_id=payout["id"]) if payout["gathered"] else "",
        "reference": payout["reference"],
        "program": payout["program"],
        "amount": said(payout["amount"]) if payout["gathered"] else NOTHING,
        "state": payout_state(payout["state"]),
        "day": _day(payout),
    }


def _day(payout: Mapping[str, Any]) -> str:
    """Return what happened last, and when."""
    if payout["completed_at"]:
        return gettext("paid on %(day)s", day=day_text(payout["completed_at"], ZONE))
    if payout["sent_at"]:
        return gettext("sent on %(day)s", day=day_text(payout["sent_at"], ZONE))
    return gettext("proposed on %(day)s", day=day_text(payout["created_at"], ZONE))
