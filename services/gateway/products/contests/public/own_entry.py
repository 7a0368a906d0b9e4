"""One's own entry, by the link in one's mail: look, take the receipt, leave, stop the news."""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.door.security import unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.confirm import WAIT_SECONDS, receipt_file
from services.gateway.products.contests.public.words import page_texts
from services.gateway.products.contests.words.states import entry_state
from shared.webapp.permissions import open_to_all, raw_body

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@public.get("/entry/<token>")
@open_to_all
@unreferred
def own_entry(workspace: str, token: str) -> ResponseReturnValue:
    """Show the entry."""
    return _page("contests/public/entry.html", token, _read(workspace, token))


@public.get("/entry/<token>/receipt.json")
@open_to_all
@unreferred
def own_receipt(workspace: str, token: str) -> ResponseReturnValue:
    """Hand over the signed receipt."""
    receipt = _read(workspace, token)["receipt"]
    if not receipt:
        raise NotFound
    return receipt_file(receipt)


@public.route("/entry/<token>/withdraw", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def withdraw(workspace: str, token: str) -> ResponseReturnValue:
    """Say in words what leaving means; the button leaves."""
    if request.method != "POST" or form_is_stale():
        return _page("contests/public/withdraw.html", token, _read(workspace, token))
    try:
        public_api("contests", workspace).post(f"/entries/by-token/{token}/withdraw")
    except ServiceProblem as problem:
        if problem.status != 503:
            raise
        page = _page("contests/public/withdraw.html", token, _read(workspace, token), waiting=True)
        response = make_response(page, 503)
        response.headers["Retry-After"] = str(problem.retry_after or WAIT_SECONDS)
        return response
    return redirect(url_for(".own_entry", token=token), 303)


@public.route("/entry/<token>/unsubscribe", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def unsubscribe(workspace: str, token: str) -> ResponseReturnValue:
    """Stop the news. A mail program's own POST (RFC 8058) knows no form token."""
    where = f"/entries/by-token/{token}/unsubscribe"
    by_program = request.form.get(ONE_CLICK[0]) == ONE_CLICK[1]
    if request.method != "POST" or (not by_program and form_is_stale()):
        found = public_api("contests", workspace).get(where).body
        return _page("contests/public/unsubscribe.html", token, dict(found))
    found = public_api("contests", workspace).post(where).body
    return _page("contests/public/unsubscribe.html", token, found)


def _read(workspace: str, token: str) -> dict[str, Any]:
    found = public_api("contests", workspace).get(f"/entries/by-token/{token}").body
    return dict(found)


def _page(template: str, token: str, entry: dict[str, Any], **more: Any) -> str:
    contest = entry["contest"]
    return render_template(
        template,
        token=token,
        entry=entry,
        contest=contest,
        settings=contest["settings"],
        texts=page_texts(contest),
        state=entry_state(entry["state"], entry["reason"]),
        **more,
    )
