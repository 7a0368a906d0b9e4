"""One payout: what it pays, why it waits or failed, and what this account may do with it."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import minute_text
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.blueprint import PAY, ZONE, console
from services.gateway.products.influencers.console.payouts import exported, money, refusal, row_of
from services.gateway.products.influencers.words.payouts import cause_text, reason_text
from shared.webapp.permissions import requires

ACTS = "<any(confirm, decline, paid, returned):act>"
RETURNS = "<any(confirm, dismiss):act>"
DATES = ("said_returned_at", "confirmed_at", "sending_at", "sent_at", "completed_at", "failed_at")


@console.get("/payouts/<payout_id>")
@requires(PAY)
def payout(payout_id: str) -> ResponseReturnValue:
    """Show a payout; that its partner is shown was noted first."""
    return _page(payout_id)


@console.post(f"/payouts/<payout_id>/{ACTS}")
@requires(PAY)
def act_on_payout(payout_id: str, act: str) -> ResponseReturnValue:
    """Approve it, turn it down, or note what the bank told."""
    try:
        staff_api("influencers").post(f"/payouts/{payout_id}/{act}")
    except ServiceProblem as problem:
        return _refused(payout_id, problem)
    return redirect(url_for(".payout", payout_id=payout_id), 303)


@console.post(f"/payouts/<payout_id>/returned/{RETURNS}")
@requires(PAY)
def decide_return(payout_id: str, act: str) -> ResponseReturnValue:
    """Confirm that the money came back, as somebody else told, or take it back."""
    return act_on_payout(payout_id, f"returned/{act}")


@console.post("/payouts/<payout_id>/export")
@requires(PAY)
def export_payout(payout_id: str) -> ResponseReturnValue:
    """Hand out the file for the bank."""
    try:
        return exported([payout_id])
    except ServiceProblem as problem:
        return _refused(payout_id, problem)


def _refused(payout_id: str, problem: ServiceProblem) -> ResponseReturnValue:
    if problem.status not in (409, 422):
        raise problem
    return _page(payout_id, refusal(problem)), 422


def _page(payout_id: str, problem: str = "") -> str:
    found: dict[str, Any] = staff_api("influencers").get(f"/payouts/{payout_id}").body
    lines = [
        {
            "cause": cause_text(each["cause"]),
            "at": minute_text(each["created_at"], ZONE),
            "amount": money(each["amount"]),
        }
        for each in found["lines"]
    ]
    return render_template(
        "influencers/console/payout.html",
        payout=row_of(found),
        dates={name: minute_text(found[name], ZONE) for name in DATES if found[name]},
        lines=lines,
        blocked="" if found["state"] in ("completed", "failed") else found["account_blocked"],
        blocked_text=reason_text(found["account_blocked"]),
        account=found["account_end"],
        paid_through=found["paid_through"],
        problems=[("", problem)] if problem else [],
    )
