"""Bringing people to a contest through partners: named on its page, asked and followed on ours."""

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
from shared.webapp.permissions import requires

# Nobody can be brought to a page that is not there.
NO_PAGE = frozenset({"draft", "cancelled"})
SHOWN = (404, 409, 422)


def offered(contest: Mapping[str, Any]) -> str:
    """Return what the page of a contest says of it; it asks no service."""
    if signed_in().role not in READ.roles or contest["state"] in NO_PAGE:
        return ""
    return render_template("influencers/console/bring.html", contest_id=contest["id"])


@console.get("/links/contests/<contest_id>")
@requires(READ)
def contest_links(contest_id: str) -> ResponseReturnValue:
    """Show how far the links to a contest are, and the links, the newest first."""
    return _page(contest_id)


@console.post("/links/contests/<contest_id>")
@requires(WRITE)
def bring(contest_id: str) -> ResponseReturnValue:
    """Make the link of each partner of a program; pressed again, of who came since."""
    contest = _contest(contest_id)
    if contest["state"] in NO_PAGE:
        return _page(contest_id, "contest_has_no_page"), 409
    path = f"/programs/{typed('program_id')}/contest-links"
    body = {"contest_id": contest_id, "destination": _public(contest["slug"])}
    try:
        staff_api("influencers").post(path, body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return _page(contest_id, problem.slug), problem.status
    return redirect(url_for(".contest_links", contest_id=contest_id), 303)


def _contest(contest_id: str) -> dict[str, Any]:
    return dict(staff_api("contests").get(f"/contests/{contest_id}").body)


def _public(slug: str) -> str:
    own = signed_in().workspace_id
    return f"{parts().public_url}/{current_language()}/w/{own}/c/{slug}"


def _page(contest_id: str, slug: str = "") -> str:
    api, after = staff_api("influencers"), request.args.get("after")
    query = {"contest_id": contest_id, "after": after}
    contest, found = at_once(
        lambda: _contest(contest_id), lambda: api.get("/links/contests", **query).body
    )
    rounds = [_round(each) for each in found["asked"]]
    return render_template(
        "influencers/console/contest_links.html",
        contest_id=contest_id,
        name=_title(contest),
        rounds=rounds,
        waits=any(each["waits"] for each in rounds),
        may="bring" in found["actions"],
        programs=[(each["program_id"], each["program_name"]) for each in found["programs"]],
        rows=[link_row(each) for each in found["links"]["items"]],
        after=found["links"]["after"],
        problems=[("program_id", sentence(slug))] if slug else [],
    )


def _title(contest: Mapping[str, Any]) -> str:
    """Return the title in the page's language, else in the other one."""
    texts = contest.get("texts") or {}
    titles: dict[str, str] = {
        name: each["title"] for name, each in texts.items() if each and each.get("title")
    }
    slug: str = contest["slug"]
    return titles.get(current_language()) or next(iter(titles.values()), slug)


def _round(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "program_id": asked["program_id"],
        "program": asked["program_name"],
        "waits": asked["state"] == "waiting",
        "ready": number_text(asked["ready"]),
        "reached": number_text(asked["reached"]),
        "asked": minute_text(asked["asked_at"], ZONE),
    }
