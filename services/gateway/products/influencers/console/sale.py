"""One order, or one lead: who brought it, why, what lost, what it earned; decided anew."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import NOTHING, minute_text
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.i18n import gettext
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence, sentences
from services.gateway.products.influencers.console.blueprint import WRITE, ZONE, console
from services.gateway.products.influencers.console.sale_view import (
    decision_of,
    lead_row,
    line_of,
    money_text,
    order_row,
)
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires

SHOWN = (409, 422)
Told = Mapping[str, Any]


@console.get("/orders/<order_id>")
@requires(READ_PEOPLE)
def order(order_id: str) -> ResponseReturnValue:
    """Show an order, line by line."""
    found = _sale("orders", order_id)
    lines = [
        {
            **line_of(each),
            **_offer("orders", order_id, each),
            "id": each["id"],
            "amount": money_text(each["amount"]),
            "refunded": money_text(each["refunded"]) if each["refunded"]["amount"] else "",
        }
        for each in found["lines"]
    ]
    refunds = [
        {
            "id": each["id"],
            "line": each["line_id"] or gettext("the whole order"),
            "amount": money_text(each["amount"]),
            "when": minute_text(each["at"], ZONE),
        }
        for each in found["refunds"]
    ]
    return render_template(
        "influencers/console/order.html",
        **_around(found),
        sale=order_row(found),
        lines=lines,
        refunds=refunds,
    )


@console.get("/leads/<lead_id>")
@requires(READ_PEOPLE)
def lead(lead_id: str) -> ResponseReturnValue:
    """Show a lead."""
    found = _sale("leads", lead_id)
    return render_template(
        "influencers/console/lead.html",
        **_around(found),
        sale=lead_row(found),
        line={**line_of(found), **_offer("leads", lead_id, found)},
    )


@console.get("/orders/<order_id>/<attribution_id>/decide")
@requires(WRITE)
def decide_order(order_id: str, attribution_id: str) -> ResponseReturnValue:
    """Say what deciding anew does, and ask who brought a line."""
    return _deciding("orders", order_id, attribution_id)


@console.post("/orders/<order_id>/<attribution_id>/decide")
@requires(WRITE)
@keeps_form
def do_decide_order(order_id: str, attribution_id: str) -> ResponseReturnValue:
    """Decide anew who brought a line."""
    return _decided("orders", order_id, attribution_id)


@console.get("/leads/<lead_id>/<attribution_id>/decide")
@requires(WRITE)
def decide_lead(lead_id: str, attribution_id: str) -> ResponseReturnValue:
    """Say what deciding anew does, and ask who brought a lead."""
    return _deciding("leads", lead_id, attribution_id)


@console.post("/leads/<lead_id>/<attribution_id>/decide")
@requires(WRITE)
@keeps_form
def do_decide_lead(lead_id: str, attribution_id: str) -> ResponseReturnValue:
    """Decide anew who brought a lead."""
    return _decided("leads", lead_id, attribution_id)


def _decided(kind: str, sale_id: str, attribution_id: str) -> ResponseReturnValue:
    body = {"partner_id": typed("partner"), "note": typed("note")}
    try:
        staff_api("influencers").post(f"/attributions/{attribution_id}/decide", body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return _deciding(kind, sale_id, attribution_id, problem)
    return redirect(_back(kind, sale_id), 303)


def _deciding(
    kind: str, sale_id: str, attribution_id: str, problem: ServiceProblem | None = None
) -> ResponseReturnValue:
    found = _sale(kind, sale_id)
    decisions = [each["decision"] for each in found.get("lines", [found]) if each["decision"]]
    chosen = [each for each in decisions if each["id"] == attribution_id]
    if not chosen:
        raise NotFound
    if "decide" not in chosen[0]["actions"] and problem is None:
        return redirect(_back(kind, sale_id), 303)
    sent: Mapping[str, str] = request.form if problem else kept_form() or {}
    errors = sentences(problem.errors) if problem else {}
    said = [*errors.items()] or ([("", sentence(problem.slug))] if problem else [])
    page = render_template(
        "influencers/console/decide_anew.html",
        **_around(found),
        sale=found,
        decision=decision_of(chosen[0]),
        partners=_partners(found["program_id"], chosen[0]),
        partner=sent.get("partner", chosen[0]["partner_id"]),
        note=sent.get("note", ""),
        errors=errors,
        problems=said,
        action=_deciding_at(kind, sale_id, attribution_id, "do_decide"),
        back=_back(kind, sale_id),
    )
    return (page, 422) if problem else page


def _partners(program_id: str, decision: Told) -> list[tuple[str, str]]:
    """Return whom it may be attributed to: nobody, whom a trace led to, whoever is in."""
    path = f"/programs/{program_id}/partners"
    page = staff_api("influencers").get(path, state="approved", limit=100).body
    traced = (decision, *decision["lost"])
    known = {each["partner_id"]: each["partner_name"] for each in traced if each["partner_id"]}
    known |= {each["partner"]["id"]: each["partner"]["name"] for each in page["items"]}
    return [("", gettext("Nobody")), *sorted(known.items(), key=lambda each: each[1].casefold())]


def _sale(kind: str, sale_id: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(f"/{kind}/{sale_id}").body)


def _back(kind: str, sale_id: str) -> str:
    if kind == "orders":
        return url_for(".order", order_id=sale_id)
    return url_for(".lead", lead_id=sale_id)


def _offer(kind: str, sale_id: str, line: Told) -> dict[str, str]:
    """Return where a line is decided anew, "" where that cannot be."""
    decision = line["decision"]
    may = decision and "decide" in decision["actions"]
    return {"decide_url": _deciding_at(kind, sale_id, decision["id"], "decide") if may else ""}


def _deciding_at(kind: str, sale_id: str, attribution_id: str, verb: str) -> str:
    if kind == "orders":
        return url_for(f".{verb}_order", order_id=sale_id, attribution_id=attribution_id)
    return url_for(f".{verb}_lead", lead_id=sale_id, attribution_id=attribution_id)


def _around(found: Told) -> dict[str, Any]:
    traces = {"code": gettext("Code"), "link": gettext("Link"), "click_id": gettext("Click")}
    return {
        "program_id": found["program_id"],
        "program_name": found["program_name"],
        "reference": found["reference"],
        "traces": [(text, found[name]) for name, text in traces.items() if found[name]],
        "nothing": NOTHING,
    }
