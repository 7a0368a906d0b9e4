"""Delete a draft: a page of its own asks, then it is gone."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import SHOWN, Act, act_page, shown_version
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.console.gone import GONE, says_gone
from shared.webapp.permissions import requires

ACT = Act("delete", "")


@console.get("/contests/<contest_id>/delete")
@requires(WRITE)
@says_gone
def delete(contest_id: str) -> ResponseReturnValue:
    """Say what goes with a draft."""
    return act_page(contest_id, ACT)


@console.post("/contests/<contest_id>/delete")
@requires(WRITE)
def delete_draft(contest_id: str) -> ResponseReturnValue:
    """Delete the draft in the version that was shown; pressed twice, it is gone once."""
    try:
        staff_api("contests").delete(f"/contests/{contest_id}", version=shown_version())
    except ServiceProblem as problem:
        if problem.status in SHOWN:
            return act_page(contest_id, ACT, problem)
        if problem.status != GONE:
            raise
    return redirect(url_for(".contests", saved=1), 303)
