"""Commissions of a program by where they stand; one, with its entries; kept back and let go."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import WRITE, ZONE, console
from services.gateway.products.influencers.console.programs import name_of
from services.gateway.products.influencers.console.sale_view import commission_row, entries_of
from services.gateway.products.influencers.words.sales import held_text, standing_state
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires

STANDINGS = ("held", "pending", "payable", "paid", "reversed")
SHOWN = (409, 422)
HOLDS = ("checking", "dispute", "terms")


@console.get("/programs/<program_id>/commissions")
@requires(READ_PEOPLE)
def commissions(program_id: str) -> ResponseReturnValue:
    """Show the commissions of a program, of one standing where one is chosen."""
    standing = request.args.get("standing", "")
    standing = standing if standing in STANDINGS else ""
    api, after, path = (
        staff_api("influencers"),
        request.args.get("after"),
        f"/programs/{program_id}",
    )
    program, page = at_once(
        lambda: api.get(path).body,
        lambda: api.get(f"{path}/commissions", standing=standing, after=after).body,
    )
    return render_template(
        "influencers/console/commissions.html",
        program=program,
        name=name_of(program),
        rows=[commission_row(each) for each in page["items"]],
        after=page["after"],
        paged=bool(after),
        standing=standing,
        standings=[(each, standing_state(each)[0]) for each in STANDINGS],
    )


@console.get("/commissions/<commission_id>")
@requires(READ_PEOPLE)
def commission(commission_id: str) -> ResponseReturnValue:
    """Show a commission: what earned it, why it is kept back, each entry."""
    return _page(commission_id)


@console.post("/commissions/<commission_id>/<any(hold, release):act>")
@requires(WRITE)
def do_commission(commission_id: str, act: str) -> ResponseReturnValue:
    """Keep it back for a reason, or let go what is held for one."""
    key = typed("key") if act == "hold" else ""
    try:
        staff_api("influencers").post(
            f"/commissions/{commission_id}/{act}", {"reason": typed("why")}, key=key
        )
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return _page(commission_id, problem), 422
    return redirect(url_for(".commission", commission_id=commission_id), 303)


def _page(commission_id: str, problem: ServiceProblem | None = None) -> str:
    found: dict[str, Any] = dict(staff_api("influencers").get(f"/commissions/{commission_id}").body)
    return render_template(
        "influencers/console/commission.html",
        commission=commission_row(found),
        told=found,
        entries=entries_of(found),
        sale_url=_sale_url(found),
        releases=[(each, held_text(each, found["wait_until"], ZONE)) for each in found["held_for"]],
        holds=[(each, held_text(each, "", ZONE)) for each in HOLDS],
        actions=found["actions"],
        key=parts().ids.ulid(),
        problems=[("", sentence(problem.slug))] if problem else [],
    )


def _sale_url(found: dict[str, Any]) -> str:
    if found["of"] == "order":
        return url_for(".order", order_id=found["order_id"])
    return url_for(".lead", lead_id=found["order_id"]) if found["of"] == "lead" else ""
