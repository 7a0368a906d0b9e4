"""The people of a contest, by first name and address: for owner and manager alone."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.countries import countries_of_codes
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentences
from services.gateway.products.contests.console.acts import typed
from services.gateway.products.contests.console.blueprint import console
from services.gateway.products.contests.console.contest_view import badge_of, title_of
from services.gateway.products.contests.console.entries_view import ENTRY_STATES, HINTED
from services.gateway.products.contests.console.people_view import person_rows, person_view
from services.gateway.products.contests.words.states import waits_for_mails
from shared.auth import READ_PEOPLE
from shared.webapp import requires

PAGE = 50
WRONG = 422
NOBODY: dict[str, Any] = {"items": [], "after": None, "countries": []}


@console.get("/contests/<contest_id>/people")
@requires(READ_PEOPLE)
def people(contest_id: str) -> ResponseReturnValue:
    """Show people, the newest first; filters stand in the address, what was searched never."""
    chosen = {name: request.args.get(name, "") for name in ("state", "country", "source")}
    if chosen["state"] not in (*ENTRY_STATES, HINTED):
        chosen["state"] = ""
    kept = kept_form()
    try:
        asked = {"hinted": "true"} if chosen["state"] == HINTED else chosen
        page = _ask(contest_id, **asked, after=request.args.get("after"))
    except ServiceProblem as problem:
        if problem.status != WRONG:
            raise
        return _page(contest_id, None, chosen, problem=problem), WRONG
    return _page(contest_id, page, chosen, sought=kept.get("sought", "") if kept else "")


@console.post("/contests/<contest_id>/people")
@requires(READ_PEOPLE)
@keeps_form
def search_people(contest_id: str) -> ResponseReturnValue:
    """Find whoever entered by an address or a first name, or go to the person of a reference."""
    sought = typed("sought")
    body = {"sought": sought, "limit": PAGE}
    if after := typed("after"):
        body["after"] = after
    try:
        page = staff_api("contests").post(f"/contests/{contest_id}/people/search", body).body
    except ServiceProblem as problem:
        if problem.status != WRONG:
            raise
        return _page(contest_id, None, {}, sought=sought, problem=problem), WRONG
    if [each["ref"] for each in page["items"]] == [sought.strip().lower()]:
        ref = page["items"][0]["ref"]
        return redirect(url_for(".person", contest_id=contest_id, ref=ref), 303)
    return _page(contest_id, page, {}, sought=sought, searched=True)


@console.get("/contests/<contest_id>/people/<ref>")
@requires(READ_PEOPLE)
def person(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show one person: what they said, where they stand, what they were written."""
    answer = staff_api("contests").get(f"/contests/{contest_id}/people/{ref}").body
    return render_template(
        "contests/console/person.html",
        contest=answer["contest"],
        title=title_of(answer["contest"]),
        person=person_view(answer["items"][0], answer["contest"], parts().clock.now()),
    )


def _ask(contest_id: str, **query: Any) -> dict[str, Any]:
    answer = staff_api("contests").get(f"/contests/{contest_id}/people", limit=PAGE, **query)
    return dict(answer.body)


def _page(
    contest_id: str,
    page: dict[str, Any] | None,
    chosen: dict[str, str],
    *,
    sought: str = "",
    searched: bool = False,
    problem: ServiceProblem | None = None,
) -> str:
    """Return the page: of what was refused, the contest with nobody and the reason."""
    shown = page or {**NOBODY, "contest": staff_api("contests").get(f"/contests/{contest_id}").body}
    now = parts().clock.now()
    said = sentences(problem.errors) if problem else {}
    renamed = {"sought" if name == "email" else name: text for name, text in said.items()}
    return render_template(
        "contests/console/people.html",
        contest=shown["contest"],
        title=title_of(shown["contest"]),
        state=badge_of(shown["contest"], now),
        waits=waits_for_mails(shown["contest"], now),
        rows=person_rows(shown["items"], shown["contest"], now),
        after=shown["after"],
        paged="after" in request.args,
        chosen=chosen,
        filtered=any(chosen.values()),
        countries=countries_of_codes([*shown.get("countries", ()), chosen.get("country", "")]),
        sought=sought,
        searched=searched,
        errors=renamed,
        problems=list(renamed.items()),
    )
