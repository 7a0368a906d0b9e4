"""Paste the signature of a round where the server has no network."""

from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.products.contests.console.acts import Act, act_page, do, typed
from services.gateway.products.contests.console.blueprint import DECIDE, console
from shared.webapp.permissions import requires

ACT = Act("beacon", "/beacon")


@console.get("/contests/<contest_id>/beacon")
@requires(DECIDE)
def beacon(contest_id: str) -> ResponseReturnValue:
    """Say where the signature is found."""
    return act_page(contest_id, ACT)


@console.post("/contests/<contest_id>/beacon")
@requires(DECIDE)
@keeps_form
def paste(contest_id: str) -> ResponseReturnValue:
    """Hand the signature over: it is checked before it is believed."""
    return do(contest_id, ACT, {"signature": "".join(typed("signature").split()).lower()})
