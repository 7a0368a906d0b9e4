"""Bringing people to a contest through partners: offered on its page, followed on one of ours."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.formats import minute_text, number_text
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import READ, WRITE, ZONE, console
from services.gateway.products.influencers.console.link_view import link_row
from services.gateway.products.influencers.console.programs import name_of
from shared.webapp.permissions import requires

# Of what no partner brings people to any more, nothing is offered.
OVER = frozenset({"draft", "cancelled"})
SHOWN = (404, 409, 422)


def offered(contest: Mapping[str, Any]) -> str:
    """Return what the page of a contest says of it: open programs, and one button."""
    role = signed_in().role
    if role not in READ.roles:
        return ""
    may = role in WRITE.roles and contest["state"] not in OVER
    return render_template(
        "influencers/console/bring.html",
        contest_id=contest["id"],
        programs=_open_programs() if may else [],
        may=may,
    )


@console.get("/links/contests/<contest_id>")
@requires(READ)
def contest_links(contest_id: str) -> ResponseReturnValue:
    """Show how far the links to a contest are, and the links, the newest first."""
    return _page(contest_id)


@console.post("/links/contests/<contest_id>")
@requires(WRITE)
def bring(contest_id: str) -> ResponseReturnValue:
    """Make the link of each partner of a program; pressed again, of who came since."""
    slug = staff_api("contests").get(f"/contests/{contest_id}").body["slug"]
    place = f"{current_language()}/w/{signed_in().workspace_id}/c/{slug}"
    body = {"contest_id": contest_id, "destination": f"{parts().public_url}/{place}"}
    path = f"/programs/{typed('program_id')}/contest-links"
    try:
        staff_api("influencers").post(path, body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return _page(contest_id, sentence(problem.slug)), problem.status
    return redirect(url_for(".contest_links", contest_id=contest_id), 303)


def _open_programs() -> list[tuple[str, str]]:
    """Return the open programs; none where the service does not answer: the page stands."""
    try:
        page = staff_api("influencers").get("/programs", state="open").body
    except ServiceProblem:
        return []
    return [(each["id"], name_of(each)) for each in page["items"]]


def _page(contest_id: str, problem: str = "") -> str:
    api, after = staff_api("influencers"), request.args.get("after")
    asked, page = at_once(
        lambda: api.get(f"/links/contests/{contest_id}").body,
        lambda: api.get("/links", contest_id=contest_id, after=after).body,
    )
    rounds = [_round(each) for each in asked["items"]]
    return render_template(
        "influencers/console/contest_links.html",
        contest_id=contest_id,
        rounds=rounds,
        waits=any(each["waits"] for each in rounds),
        may=signed_in().role in WRITE.roles,
        rows=[link_row(each) for each in page["items"]],
        after=page["after"],
        problems=[("", problem)] if problem else [],
    )


def _round(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "program_id": asked["program_id"],
        "program": asked["program_name"],
        "waits": asked["state"] == "waiting",
        "ready": number_text(asked["ready"]),
        "reached": number_text(asked["reached"]),
        "asked": minute_text(asked["asked_at"], ZONE),
    }
