"""The page behind the link of the confirmation mail: it shows, its button confirms."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.security import unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentences
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.words import page_texts
from shared.webapp.permissions import open_to_all, raw_body

WAIT_SECONDS = 5


@public.route("/confirm/<token>", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def confirm(workspace: str, token: str) -> ResponseReturnValue:
    """Show what the button does, or do it."""
    api = public_api("contests", workspace)
    if request.method != "POST" or form_is_stale():
        return _page(token, **_prospect(api.get(f"/confirmations/{token}").body))
    try:
        typed = _wanted()
        found = api.post(f"/confirmations/{token}", typed).body
    except ServiceProblem as problem:
        if problem.status == 422:
            return _again(workspace, token, typed["first_name"], problem)
        if problem.status not in (409, 410, 503):
            raise
        return _refused(workspace, token, problem)
    return _page(token, status=200, **found)


@public.route("/confirm/<token>/receipt", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def confirmed_receipt(workspace: str, token: str) -> ResponseReturnValue:
    """Hand over the receipt: confirming again changes nothing and answers it again."""
    if request.method != "POST":
        return redirect(url_for(".confirm", token=token), 303)
    if form_is_stale():
        return confirm(workspace, token)
    found = public_api("contests", workspace).post(f"/confirmations/{token}").body
    return receipt_file(found["receipt"])


def receipt_file(receipt: dict[str, Any]) -> Response:
    """Return a receipt as a file."""
    return json_file(receipt, f"receipt-{receipt['ref']}.json")


def json_file(content: Any, name: str) -> Response:
    """Return something as a file to keep."""
    response = make_response(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _wanted() -> dict[str, Any]:
    """Return what the form says of the newsletter and of the first name."""
    return {
        "newsletter": request.form.get("newsletter") != "no",
        "first_name": request.form.get("first_name", "").strip(),
    }


def _again(
    workspace: str, token: str, first_name: str, problem: ServiceProblem
) -> ResponseReturnValue:
    """Show the button again, with what is wrong with the first name."""
    found = public_api("contests", workspace).get(f"/confirmations/{token}").body
    shown = {**_prospect(found), "status": 422, "first_name": first_name}
    return _page(token, errors=sentences(problem.errors), **shown)


def _prospect(found: dict[str, Any]) -> dict[str, Any]:
    state = found["state"]
    # Whether someone is in by another entry is said by the act: that entry may go until then.
    shown = "pending" if state == "already" else state
    status = 410 if shown == "closed" else 200
    told = {name: found[name] for name in ("contest", "ref", "reason")}
    news = found.get("newsletter", "") if shown == state else ""
    # A service that still runs the code before this member lets nobody put it right here.
    named = found.get("first_name", "")
    return {"state": shown, "status": status, "newsletter": news, "first_name": named, **told}


def _refused(workspace: str, token: str, problem: ServiceProblem) -> ResponseReturnValue:
    state = {409: "already", 410: "closed"}.get(problem.status, "waiting")
    contest = _contest_behind(workspace, token)
    response = make_response(_page(token, state=state, status=problem.status, contest=contest))
    if state == "waiting":
        response.headers["Retry-After"] = str(problem.retry_after or WAIT_SECONDS)
    return response


def _contest_behind(workspace: str, token: str) -> dict[str, Any] | None:
    try:
        found = public_api("contests", workspace).get(f"/confirmations/{token}").body
    except ServiceProblem:
        # The service that has just refused may be away: the button must still be there.
        return None
    return dict(found["contest"])


def _page(
    token: str,
    *,
    state: str,
    status: int,
    contest: dict[str, Any] | None,
    ref: str | None = None,
    weight: int | None = None,
    receipt: dict[str, Any] | None = None,
    reason: str = "",
    newsletter: str = "",
    first_name: str = "",
    errors: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "contests/public/confirm.html",
        token=token,
        state=state,
        contest=contest,
        texts=page_texts(contest) if contest else None,
        settings=contest["settings"] if contest else {},
        ref=ref,
        weight=weight,
        receipt=receipt,
        reason=reason,
        newsletter=newsletter,
        first_name=first_name,
        errors=errors or {},
    )
    return page, status
