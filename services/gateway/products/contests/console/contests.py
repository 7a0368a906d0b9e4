"""The list of contests, and the button that begins one."""

from collections.abc import Mapping
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import short_text
from services.gateway.kit.parts import parts
from services.gateway.products.contests.console.blueprint import READ, WRITE, console
from services.gateway.products.contests.console.contest_view import ZONE, badge_of, title_of
from shared.webapp.permissions import requires

STATES = ("draft", "open", "closed", "sealed", "drawn", "settled", "cancelled")


@console.get("/contests")
@requires(READ)
def contests() -> ResponseReturnValue:
    """Show the workspace's contests, newest first, by state where one is chosen."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    after = request.args.get("after")
    page = staff_api("contests").get("/contests", state=state, after=after).body
    return render_template(
        "contests/console/contests.html",
        contests=[_row(each) for each in page["items"]],
        after=page.get("after"),
        state=state,
        paged=bool(after),
        zone=ZONE,
        actions=page["actions"],
        key=parts().ids.ulid(),
    )


@console.post("/contests")
@requires(WRITE)
def create() -> ResponseReturnValue:
    """Begin a draft and go to its form; pressed twice, the same draft."""
    key = request.form.get("key", "") or g.request_id
    made = staff_api("contests").post("/contests", {}, key=key).body
    return redirect(url_for(".edit", contest_id=made["id"]), 303)


def _planned(contest: Mapping[str, Any]) -> str | None:
    return None if contest["state"] == "cancelled" else contest.get("draw_at")


def _row(contest: Mapping[str, Any]) -> dict[str, Any]:
    screen = ".edit" if "edit" in contest["actions"] else ".contest"
    return {
        "title": title_of(contest),
        "url": url_for(screen, contest_id=contest["id"]),
        "state": badge_of(contest, parts().clock.now()),
        "opens_at": short_text(contest.get("opens_at"), ZONE),
        "closes_at": short_text(contest.get("closes_at"), ZONE),
        "draw_at": short_text(_planned(contest), ZONE),
    }
