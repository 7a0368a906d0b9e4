"""The payouts of the workspace, by state; and the file of several for a bank."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import amount_text, minute_text
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import PAY, ZONE, console
from services.gateway.products.influencers.words.payouts import (
    method_text,
    payout_state,
    reason_text,
)
from shared.webapp.permissions import requires

STATES = ("draft", "confirmed", "sending", "sent", "completed", "failed")
SHOWN = (404, 409, 422)


@console.get("/payouts")
@requires(PAY)
def payouts() -> ResponseReturnValue:
    """Show payouts, the newest first, of one state where one is chosen."""
    return _page()


@console.post("/payouts")
@requires(PAY)
def export_several() -> ResponseReturnValue:
    """Hand out the file of the payouts that were ticked."""
    chosen = request.form.getlist("payout")
    if not chosen:
        return _page(sentence("no_payout_chosen")), 422
    try:
        return exported(chosen)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return _page(refusal(problem)), 422


def exported(ids: list[str]) -> Response:
    """Return the file for a bank; raise `ServiceProblem`."""
    answer = staff_api("influencers").post("/payouts/export", {"payouts": ids})
    file = Response(answer.body, mimetype="application/xml")
    file.headers["Content-Disposition"] = answer.headers.get("content-disposition", "attachment")
    return file


def refusal(problem: ServiceProblem) -> str:
    """Return why something was not done with payouts, which it names where it is theirs."""
    named = ", ".join(problem.extra.get("payouts", ()))
    return sentence(problem.slug, params={"payouts": named})


def money(amount: Mapping[str, Any]) -> str:
    """Return an amount by the digits of its currency."""
    return amount_text(amount["amount"], amount["currency"])


def row_of(payout: Mapping[str, Any]) -> dict[str, Any]:
    """Return a payout as lists show it."""
    return {
        **payout,
        "url": url_for(".payout", payout_id=payout["id"]),
        "badge": payout_state(payout["state"]),
        "sum": money(payout["amount"]) if payout["gathered"] else "…",
        "how": method_text(payout["method"]),
        "why": reason_text(payout["reason"]),
        "made": minute_text(payout["created_at"], ZONE),
    }


def _page(problem: str = "") -> str:
    state = request.args.get("state", "")
    state, after = state if state in STATES else "", request.args.get("after")
    page = staff_api("influencers").get("/payouts", state=state, after=after).body
    rows = [row_of(each) for each in page["items"]]
    return render_template(
        "influencers/console/payouts.html",
        rows=rows,
        exportable=any("export" in each["actions"] for each in rows),
        after=page["after"],
        paged=bool(after),
        paid_through=page["paid_through"],
        state=state,
        states=[(each, payout_state(each)[0]) for each in STATES],
        problems=[("", problem)] if problem else [],
    )
