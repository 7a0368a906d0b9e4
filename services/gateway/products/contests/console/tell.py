"""Write to those who entered and did not win: once, where the team wants it."""

from flask.typing import ResponseReturnValue

from services.gateway.products.contests.console.acts import Act, act_page, do
from services.gateway.products.contests.console.blueprint import WRITE, console
from shared.webapp.permissions import requires

ACT = Act("tell", "/result-mail", anchor="winners")


@console.get("/contests/<contest_id>/tell")
@requires(WRITE)
def tell(contest_id: str) -> ResponseReturnValue:
    """Say who is written to, and what they read."""
    return act_page(contest_id, ACT)


@console.post("/contests/<contest_id>/tell")
@requires(WRITE)
def tell_result(contest_id: str) -> ResponseReturnValue:
    """Write to them."""
    return do(contest_id, ACT, {})
