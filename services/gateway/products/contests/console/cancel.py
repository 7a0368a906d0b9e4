"""Call a contest off."""

from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.products.contests.console.acts import Act, act_page, do, typed
from services.gateway.products.contests.console.blueprint import WRITE, console
from shared.webapp.permissions import requires

ACT = Act("cancel", "/cancel")


@console.get("/contests/<contest_id>/cancel")
@requires(WRITE)
def cancel(contest_id: str) -> ResponseReturnValue:
    """Say what calling off does, and to how many people."""
    return act_page(contest_id, ACT)


@console.post("/contests/<contest_id>/cancel")
@requires(WRITE)
@keeps_form
def call_off(contest_id: str) -> ResponseReturnValue:
    """Call the contest off."""
    return do(contest_id, ACT, {"reason": typed("reason")})
