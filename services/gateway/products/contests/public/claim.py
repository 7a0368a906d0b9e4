"""A winner's page: yes or no, then what the prize needs, then where it is, then that it came."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.security import unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.claim_view import (
    asked_fields,
    claim_page,
    of_any_age,
)
from services.gateway.products.contests.public.entry_form import away_sentence
from services.gateway.products.contests.public.words import page_texts
from shared.forms.reading import read
from shared.forms.writing import Typed
from shared.webapp.permissions import open_to_all, raw_body

REFUSED = (409, 410)
WORDS = ("accept", "receive", "miss")


@public.route("/claim/<token>", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def claim(workspace: str, token: str) -> ResponseReturnValue:
    """Show the prize; a button accepts it, says that it came, or that it lacks."""
    word = request.form.get("action", "")
    if request.method == "POST" and not form_is_stale():
        return _act(workspace, token, word if word in WORDS else WORDS[0])
    found = _read(workspace, token)
    return _asking("receive", token, found) if word == "receive" else claim_page(token, found)


@public.get("/claim/<token>/receive")
@open_to_all
@unreferred
def claim_receive(workspace: str, token: str) -> ResponseReturnValue:
    """Say in words what it means that a prize came; the button says that it did."""
    return _asking("receive", token, _read(workspace, token))


@public.route("/claim/<token>/decline", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def decline(workspace: str, token: str) -> ResponseReturnValue:
    """Say in words what giving the prize up means; the button gives it up."""
    if request.method == "POST" and not form_is_stale():
        return _act(workspace, token, "decline")
    return _asking("decline", token, _read(workspace, token))


@public.route("/claim/<token>/details", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def claim_details(workspace: str, token: str) -> ResponseReturnValue:
    """Show what the prize asks, with what was given; take it, or a correction of it."""
    if request.method != "POST":
        return claim_page(token, _read(workspace, token), correcting=True)
    typed: Typed = MultiDict(request.form)
    stale = form_is_stale()
    try:
        found = _read(workspace, token)
        if not stale:
            return _give(workspace, token, found, typed)
    except ServiceProblem as problem:
        if problem.status < 500:
            raise
        return _away(token, typed, problem)
    return claim_page(token, found, typed=typed, correcting=True)


def _give(
    workspace: str, token: str, found: Mapping[str, Any], typed: Typed
) -> ResponseReturnValue:
    body = read(asked_fields(found), typed).body()
    try:
        public_api("contests", workspace).post(f"/claims/{token}/details", body)
    except ServiceProblem as problem:
        if problem.status not in (*REFUSED, 422):
            raise
        # What was typed may come too late: the page as it is now says so, and keeps it.
        said = "" if problem.errors else sentence(problem.slug)
        page = claim_page(
            token,
            _read(workspace, token),
            typed=typed,
            errors=problem.errors,
            said=said,
            correcting=True,
        )
        return page, problem.status
    return redirect(url_for(".claim", token=token, saved=1), 303)


def _away(token: str, typed: Typed, problem: ServiceProblem) -> ResponseReturnValue:
    """Show what was typed by itself while nobody knows what is asked; its button sends it again."""
    kept = [(name, text) for name, text in typed.items(multi=True) if name != "csrf_token"]
    problems = [("", away_sentence(problem))]
    page = render_template(
        "contests/public/claim_again.html", token=token, kept=kept, problems=problems
    )
    response = make_response(page, 503)
    response.headers["Retry-After"] = str(problem.retry_after or 5)
    return response


def _act(workspace: str, token: str, word: str) -> ResponseReturnValue:
    try:
        public_api("contests", workspace).post(f"/claims/{token}/{word}")
    except ServiceProblem as problem:
        if problem.status not in REFUSED:
            raise
        # Someone answered before, or too late: the page says which.
        page = claim_page(token, _read(workspace, token), said=sentence(problem.slug))
        return page, problem.status
    return redirect(url_for(".claim", token=token), 303)


def _asking(word: str, token: str, found: Mapping[str, Any]) -> str:
    """Return the page that asks before a final word; the claim's where it can no longer be said."""
    if word not in found["actions"]:
        return claim_page(token, found)
    return render_template(
        f"contests/public/{word}.html",
        token=token,
        claim=found,
        contest=found["contest"],
        texts=page_texts(found["contest"]),
        address=found["address"],
    )


def _read(workspace: str, token: str) -> dict[str, Any]:
    return of_any_age(public_api("contests", workspace).get(f"/claims/{token}").body)
