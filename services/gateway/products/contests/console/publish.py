"""Publishing: a page of its own that says what freezes, then the act."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.console.acts import shown_version
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.console.contest_view import errors_of, title_of
from services.gateway.products.contests.console.edit.screen import show_blocked
from shared.webapp.permissions import requires


@console.get("/contests/<contest_id>/publish")
@requires(WRITE)
def publish(contest_id: str) -> ResponseReturnValue:
    """Say in words what publishing freezes; a draft that is not ready goes back to its form."""
    return _page(contest_id)


@console.post("/contests/<contest_id>/publish")
@requires(WRITE)
def open_contest(contest_id: str) -> ResponseReturnValue:
    """Open the contest, in the version that was shown."""
    try:
        staff_api("contests").post(f"/contests/{contest_id}/open", version=shown_version())
    except ServiceProblem as problem:
        if problem.status not in (409, 412, 422):
            raise
        return _page(contest_id, problem)
    return redirect(url_for(".contest", contest_id=contest_id), 303)


def _page(contest_id: str, problem: ServiceProblem | None = None) -> ResponseReturnValue:
    contest: dict[str, Any] = staff_api("contests").get(f"/contests/{contest_id}").body
    if "edit" not in contest["actions"]:
        return redirect(url_for(".contest", contest_id=contest_id), 303)
    if blocking := errors_of(contest):
        return show_blocked(contest, blocking)
    page = render_template(
        "contests/console/publish.html",
        contest=contest,
        title=title_of(contest),
        settings=contest["settings"],
        steps={step["step"]: step["at"] for step in contest.get("timeline") or []},
        problems=[("", sentence(problem.slug))] if problem else [],
    )
    return page, 422 if problem else 200
