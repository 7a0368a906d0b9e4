"""The list of programs, and the button that begins one."""

from collections.abc import Mapping
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import minute_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts
from services.gateway.products.influencers.console.blueprint import READ, WRITE, ZONE, console
from services.gateway.products.influencers.words.reward import rates_text
from services.gateway.products.influencers.words.states import program_state
from shared.webapp.permissions import requires

STATES = ("draft", "open", "paused", "ended")


@console.get("/programs")
@requires(READ)
def programs() -> ResponseReturnValue:
    """Show the workspace's programs, newest first, by state where one is chosen."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    after = request.args.get("after")
    page = staff_api("influencers").get("/programs", state=state, after=after).body
    return render_template(
        "influencers/console/programs.html",
        programs=[_row(each) for each in page["items"]],
        after=page["after"],
        state=state,
        states=STATES,
        paged=bool(after),
        actions=page["actions"],
        key=parts().ids.ulid(),
    )


@console.post("/programs")
@requires(WRITE)
def create_program() -> ResponseReturnValue:
    """Begin a draft and go to its form; pressed twice, the same draft."""
    key = request.form.get("key", "") or g.request_id
    made = staff_api("influencers").post("/programs", {}, key=key).body
    return redirect(url_for(".edit_program", program_id=made["id"]), 303)


def name_of(program: Mapping[str, Any]) -> str:
    """Return the name of a program, which a draft may lack."""
    return program["settings"].get("name") or gettext("Untitled program")


def _row(program: Mapping[str, Any]) -> dict[str, Any]:
    screen = ".edit_program" if "edit" in program["actions"] else ".program"
    settings = program["settings"]
    return {
        "name": name_of(program),
        "url": url_for(screen, program_id=program["id"]),
        "state": program_state(program["state"]),
        "objective": settings.get("objective", ""),
        "year": settings.get("year", ""),
        "reward": rates_text(settings),
        "changed": minute_text(program["updated_at"], ZONE),
    }
