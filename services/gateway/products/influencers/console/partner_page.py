"""One screen for a partner: who they are, every program, what may be decided."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.door.sessions import keeps_form
from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import WRITE, console
from services.gateway.products.influencers.console.partner_earnings import earnings_of
from services.gateway.products.influencers.console.partner_view import enrollment_of, partner_page
from services.gateway.products.influencers.console.program_page import may_pay
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires

SHOWN = (409, 410, 422)


@console.get("/partners/<partner_id>")
@requires(READ_PEOPLE)
def partner(partner_id: str) -> ResponseReturnValue:
    """Show a partner; that somebody reads them was noted first."""
    return show_partner(partner_id)


@console.post("/partners/<partner_id>/enroll")
@requires(WRITE)
@keeps_form
def enroll(partner_id: str) -> ResponseReturnValue:
    """Ask the partner into a program, with the group that was chosen."""
    program, _, group = typed("program").partition("/")
    path, body = f"/partners/{partner_id}/enrollments", {"program_id": program, "group": group}
    return _done(partner_id, path, body)


@console.get(
    "/partners/<partner_id>/<enrollment_id>/"
    "<any(approve, reject, deactivate, reactivate, ban):decision>"
)
@requires(READ_PEOPLE)
def decide(partner_id: str, enrollment_id: str, decision: str) -> ResponseReturnValue:
    """Say what a decision does, and ask."""
    found = _partner(partner_id)
    chosen = [each for each in found["enrollments"] if each["id"] == enrollment_id]
    if not chosen:
        raise NotFound
    if decision not in chosen[0]["actions"]:
        return redirect(url_for(".partner", partner_id=partner_id), 303)
    return render_template(
        "influencers/console/decide.html",
        partner=partner_page(found),
        enrollment=enrollment_of(chosen[0]),
        decision=decision,
    )


@console.post(
    "/partners/<partner_id>/<enrollment_id>/"
    "<any(approve, reject, deactivate, reactivate, ban):decision>"
)
@requires(WRITE)
def do_decide(partner_id: str, enrollment_id: str, decision: str) -> ResponseReturnValue:
    """Decide."""
    body = {"group": typed("group")} if decision == "approve" else {}
    return _done(partner_id, f"/enrollments/{enrollment_id}/{decision}", body)


def _done(partner_id: str, path: str, body: dict[str, Any]) -> ResponseReturnValue:
    try:
        staff_api("influencers").post(path, body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return show_partner(partner_id, problem), 422
    return redirect(url_for(".partner", partner_id=partner_id, _anchor="programs"), 303)


def _partner(partner_id: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(f"/partners/{partner_id}").body)


def show_partner(partner_id: str, problem: ServiceProblem | None = None) -> str:
    """Return the page of a partner, with what was refused on it."""
    api = staff_api("influencers")
    found, earnings = at_once(
        lambda: _partner(partner_id), lambda: api.get(f"/partners/{partner_id}/earnings").body
    )
    said = (
        [sentence(each.code, each.field, each.params) for each in problem.errors] if problem else []
    )
    return render_template(
        "influencers/console/partner.html",
        partner=partner_page(found),
        actions=found["actions"],
        pays=may_pay(),
        programs=_programs(found["programs"]),
        earnings=earnings_of(earnings, typed("code") if problem else ""),
        problems=[("", text) for text in said or ([sentence(problem.slug)] if problem else [])],
    )


def _programs(programs: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what a partner may be asked into: each program, then each of its groups."""
    offered = []
    for each in programs:
        offered.append((f"{each['id']}/", each["name"]))
        offered += [
            (f"{each['id']}/{group}", f"{each['name']}, {group}") for group in each["groups"]
        ]
    return offered
