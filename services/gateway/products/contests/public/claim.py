"""A winner's page: what the prize is, until when to answer; accept, or give it up."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.security import unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.words import page_texts
from shared.webapp.permissions import open_to_all, raw_body

# A service that runs the code before `actions` refuses itself what comes too late.
ANSWERS = ("accept", "decline")


@public.route("/claim/<token>", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def claim(workspace: str, token: str) -> ResponseReturnValue:
    """Show the prize and its answer; the button accepts it."""
    if request.method == "POST" and not form_is_stale():
        return _answer(workspace, token, "accept")
    return _page("contests/public/claim.html", token, _read(workspace, token))


@public.route("/claim/<token>/decline", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def decline(workspace: str, token: str) -> ResponseReturnValue:
    """Say in words what giving the prize up means; the button gives it up."""
    if request.method == "POST" and not form_is_stale():
        return _answer(workspace, token, "decline")
    found = _read(workspace, token)
    may_decline = "decline" in found.get("actions", ANSWERS)
    template = "contests/public/decline.html" if may_decline else "contests/public/claim.html"
    return _page(template, token, found)


def _answer(workspace: str, token: str, word: str) -> ResponseReturnValue:
    try:
        public_api("contests", workspace).post(f"/claims/{token}/{word}")
    except ServiceProblem as problem:
        if problem.status not in (409, 410):
            raise
        # Someone answered before, or too late: the page says which.
        found = _read(workspace, token)
        page = _page("contests/public/claim.html", token, found, refused=problem.status)
        return page, problem.status
    return redirect(url_for(".claim", token=token), 303)


def _read(workspace: str, token: str) -> dict[str, Any]:
    return dict(public_api("contests", workspace).get(f"/claims/{token}").body)


def _page(template: str, token: str, found: dict[str, Any], *, refused: int = 0) -> str:
    contest = found["contest"]
    return render_template(
        template,
        token=token,
        claim=found,
        contest=contest,
        zone=contest["zone"],
        organiser=contest["organiser"],
        texts=page_texts(contest),
        may_answer="accept" in found.get("actions", ANSWERS) and refused != 410,
        answered=refused == 409,
    )
