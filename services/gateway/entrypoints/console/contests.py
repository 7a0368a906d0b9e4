"""The list of contests."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.entrypoints.calling import staff_api
from services.gateway.entrypoints.console.blueprint import READ, console
from shared.webapp.permissions import requires


@console.get("/contests")
@requires(READ)
def contests() -> ResponseReturnValue:
    """Show the workspace's contests, newest first, by state where one is chosen."""
    state = request.args.get("state", "")
    page = staff_api("contests").get("/contests", state=state, after=request.args.get("after"))
    return render_template("console/contests.html", page=page.body, state=state)
