"""The partners of a program, by where they stand."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.products.influencers.console.blueprint import console
from services.gateway.products.influencers.console.partner_view import enrolled_row
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires

STATES = ("pending", "approved", "invited", "rejected", "declined", "deactivated", "banned")


@console.get("/programs/<program_id>/partners")
@requires(READ_PEOPLE)
def enrolled(program_id: str) -> ResponseReturnValue:
    """Show the partners of a program, the newest first, of one state where one is chosen."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    after = request.args.get("after")
    path = f"/programs/{program_id}/partners"
    page = staff_api("influencers").get(path, state=state, after=after).body
    return render_template(
        "influencers/console/enrolled.html",
        program=page["program"],
        rows=[enrolled_row(each) for each in page["items"]],
        after=page["after"],
        paged=bool(after),
        state=state,
        states=STATES,
    )
