"""What is due to each partner of a program, and proposing payouts."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import date_text
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import PAY, ZONE, console
from services.gateway.products.influencers.console.payouts import money
from services.gateway.products.influencers.words.payouts import reason_text
from shared.webapp.permissions import requires


@console.get("/programs/<program_id>/owed")
@requires(PAY)
def owed(program_id: str) -> ResponseReturnValue:
    """Show what is due, what is missing to the minimum, what is carried."""
    return _page(program_id)


@console.post("/programs/<program_id>/owed")
@requires(PAY)
def propose(program_id: str) -> ResponseReturnValue:
    """Propose a payout to one partner, or to all; pressed twice, once."""
    partner, key = typed("partner"), typed("key") or g.request_id
    path, body = f"/programs/{program_id}/payouts", {"partner_id": partner}
    try:
        made = staff_api("influencers").post(path, body, key=f"{key}{partner}").body
    except ServiceProblem as problem:
        if problem.status != 409:
            raise
        return _page(program_id, sentence(problem.slug)), 422
    if made["payout_id"]:
        return redirect(url_for(".payout", payout_id=made["payout_id"]), 303)
    return redirect(url_for(".payouts", state="draft"), 303)


def _page(program_id: str, problem: str = "") -> str:
    after = request.args.get("after")
    page = staff_api("influencers").get(f"/programs/{program_id}/owed", after=after).body
    next_at = page["next_round_at"]
    return render_template(
        "influencers/console/owed.html",
        program={"id": program_id, "name": page["program"]},
        rows=[_row(each) for each in page["items"]],
        minimum=money(page["minimum"]) if page["minimum"]["amount"] else "",
        next_at=date_text(next_at, ZONE) if next_at else "",
        actions=page["actions"],
        paid_through=page["paid_through"],
        after=page["after"],
        key=parts().ids.ulid(),
        problems=[("", problem)] if problem else [],
    )


def _row(owed: dict[str, Any]) -> dict[str, Any]:
    shown = {each: money(owed[each]) for each in ("amount", "missing", "carried")}
    return {
        **owed,
        **{each: text for each, text in shown.items() if owed[each]["amount"]},
        "due": money(owed["amount"]),
        "is_missing": owed["missing"]["amount"] > 0,
        "is_carried": owed["carried"]["amount"] > 0,
        "url": url_for(".partner", partner_id=owed["partner_id"]),
        "account_url": url_for(".account", partner_id=owed["partner_id"]),
        "why": reason_text(owed["blocked"]),
    }
