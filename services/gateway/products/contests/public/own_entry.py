"""One's own entry and data, by the link in one's mail: look, take away, erase, stop the news."""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.door.security import unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.countries import country_names
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.confirm import (
    WAIT_SECONDS,
    json_file,
    receipt_file,
)
from services.gateway.products.contests.public.own_result import result_text
from services.gateway.products.contests.public.words import page_texts
from services.gateway.products.contests.words.addresses import address_lines
from services.gateway.products.contests.words.prizes import prize_name
from services.gateway.products.contests.words.states import (
    entry_state,
    waits_for_mails,
    winner_state,
)
from shared.webapp.permissions import open_to_all, raw_body

ONE_CLICK = ("List-Unsubscribe", "One-Click")
HELD = ("drawn", "notified", "accepted", "verified")


@public.get("/entry/<token>")
@open_to_all
@unreferred
def own_entry(workspace: str, token: str) -> ResponseReturnValue:
    """Show the entry, and what is kept of its person."""
    return own_page("contests/public/entry.html", token, read_own(workspace, token))


@public.get("/entry/<token>/receipt.json")
@open_to_all
@unreferred
def own_receipt(workspace: str, token: str) -> ResponseReturnValue:
    """Hand over the signed receipt."""
    receipt = read_own(workspace, token)["receipt"]
    if not receipt:
        raise NotFound
    return receipt_file(receipt)


@public.get("/entry/<token>/data.json")
@open_to_all
@unreferred
def own_data(workspace: str, token: str) -> ResponseReturnValue:
    """Hand over all that is kept of the person."""
    found = public_api("contests", workspace).get(f"/entries/by-token/{token}/data").body
    return json_file(found, f"data-{found['ref']}.json")


@public.route("/entry/<token>/withdraw", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def withdraw(workspace: str, token: str) -> ResponseReturnValue:
    """Say in words what erasing means; the button erases, and gives up a prize that was read."""
    if request.method != "POST" or form_is_stale():
        return own_page("contests/public/withdraw.html", token, read_own(workspace, token))
    read = {"gives_up": request.form.get("gives_up") == "yes"}
    try:
        public_api("contests", workspace).post(f"/entries/by-token/{token}/withdraw", read)
    except ServiceProblem as problem:
        if problem.status != 503 and problem.slug != "prize_held":
            raise
        return _not_yet(workspace, token, problem)
    return redirect(url_for(".own_entry", token=token), 303)


def _not_yet(workspace: str, token: str, problem: ServiceProblem) -> ResponseReturnValue:
    """Show the page as it is now: a prize came meanwhile, or the list is being sealed."""
    won = problem.slug == "prize_held"
    more = {"won": won, "waiting": not won}
    page = own_page("contests/public/withdraw.html", token, read_own(workspace, token), **more)
    response = make_response(page, problem.status)
    if not won:
        response.headers["Retry-After"] = str(problem.retry_after or WAIT_SECONDS)
    return response


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
        return own_page("contests/public/unsubscribe.html", token, dict(found))
    found = public_api("contests", workspace).post(where).body
    return own_page("contests/public/unsubscribe.html", token, found)


def read_own(workspace: str, token: str) -> dict[str, Any]:
    """Return the entry behind a link, as its person may see it. Raises `ServiceProblem`."""
    found = public_api("contests", workspace).get(f"/entries/by-token/{token}").body
    return dict(found)


def own_page(template: str, token: str, entry: dict[str, Any], **more: Any) -> str:
    """Return a page about an entry."""
    contest, prize = entry["contest"], _prize(entry)
    waits = waits_for_mails(contest, parts().clock.now())
    return render_template(
        template,
        token=token,
        entry=entry,
        contest=contest,
        settings=contest["settings"],
        zone=contest["settings"]["zone"],
        texts=page_texts(contest),
        state=entry_state(entry["state"], entry["reason"], waits=waits),
        country="".join(country_names([entry.get("country", "")])),
        prize=prize,
        result=result_text(entry, prize),
        prize_state=winner_state(prize["state"], prize["code"]) if prize else None,
        prize_held=prize is not None and prize.get("may_lose", prize["state"] in HELD),
        # A service that still runs the code before this member tells nobody of it here.
        objection=prize.get("objection_code", "") if prize else "",
        address=address_lines(prize.get("address")) if prize else [],
        news_since=_news_since(entry),
        **more,
    )


def _prize(entry: dict[str, Any]) -> dict[str, Any] | None:
    """Return the prize by its name in the reader's language, None where the entry has had none."""
    prize = entry.get("prize")
    if not prize or "index" not in prize:
        # The index is missing where a service still runs the code before this member.
        return prize
    rules = entry["contest"]["settings"]["prizes"][prize["index"]]
    return {**prize, "name": prize_name(rules)}


def _news_since(entry: dict[str, Any]) -> str:
    given = (each for each in entry["consents"] if each["purpose"] == "marketing")
    return next((str(each["at"]) for each in given if not each["withdrawn_at"]), "")
