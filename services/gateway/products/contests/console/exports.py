"""Exports of people: asked for, followed, fetched, by whoever may read people."""

from collections.abc import Mapping
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.colleagues import names_of
from services.gateway.kit.formats import minute_text, number_text
from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import typed
from services.gateway.products.contests.console.blueprint import console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.words.states import export_state, export_tool, export_what
from shared.auth import READ_PEOPLE
from shared.webapp import requires

TOOLS = ("excel", "other")
# What the service lets one ask for, by the verb that it answers.
WHATS = (
    ("export", "people"),
    ("export_winners", "winners"),
    ("export_winners", "every_winner"),
    ("export_newsletter", "newsletter"),
)
PEOPLE = WHATS[0][1]
_HANDED_ON = ("content-type", "content-disposition", "content-length", "cache-control")


@console.get("/contests/<contest_id>/exports")
@requires(READ_PEOPLE)
def exports(contest_id: str) -> ResponseReturnValue:
    """Show the exports of a contest, each with how far it is."""
    page = (
        staff_api("contests")
        .get(f"/contests/{contest_id}/exports", after=request.args.get("after"))
        .body
    )
    names = names_of(each["by"] for each in page["items"])
    rows = [{**_row(each, page["contest"]), "by": names[each["by"]]} for each in page["items"]]
    whats = [(what, export_what(what)) for act, what in WHATS if act in page["actions"]]
    offered, asked = [what for what, _ in whats], request.args.get("what", PEOPLE)
    return render_template(
        "contests/console/exports.html",
        contest=page["contest"],
        title=title_of(page["contest"]),
        rows=rows,
        after=page["after"],
        paged="after" in request.args,
        waits=any(each["state"] == "asked" for each in page["items"]),
        whats=whats,
        chosen=asked if asked in offered else next(iter(offered), ""),
        tools=[(each, export_tool(each)) for each in TOOLS],
        key=parts().ids.ulid(),
    )


@console.post("/contests/<contest_id>/exports")
@requires(READ_PEOPLE)
def ask_export(contest_id: str) -> ResponseReturnValue:
    """Ask for an export; pressed twice, the same one."""
    tool = typed("tool")
    body = {"tool": tool if tool in TOOLS else TOOLS[0], "language": current_language()}
    what = next((each for _, each in WHATS if each == typed("what")), PEOPLE)
    body |= {"what": what} if what != PEOPLE else {}
    key = typed("key") or parts().ids.ulid()
    staff_api("contests").post(f"/contests/{contest_id}/exports", body, key=key)
    return redirect(url_for(".exports", contest_id=contest_id), 303)


@console.get("/contests/<contest_id>/exports/<export_id>/people.csv")
@requires(READ_PEOPLE)
def export_file(contest_id: str, export_id: str) -> ResponseReturnValue:
    """Hand the file over as it arrives."""
    answer = staff_api("contests").stream(f"/contests/{contest_id}/exports/{export_id}/file")
    if answer.status != 200:
        for _ in answer.chunks:
            pass
        raise ServiceProblem(answer.status, "file_gone" if answer.status == 410 else "unavailable")
    kept = {name: value for name, value in answer.headers.items() if name in _HANDED_ON}
    return Response(answer.chunks, headers=kept, direct_passthrough=True)


def _row(export: Mapping[str, Any], contest: Mapping[str, Any]) -> dict[str, Any]:
    zone = contest["settings"].get("zone") or "UTC"
    rows, total = export["rows"], max(export["total"], export["rows"], 1)
    return {
        "asked": minute_text(export["asked_at"], zone),
        "what": export_what(export.get("what", "people")),
        "tool": export_tool(export["tool"]),
        "state": export_state(export["state"]),
        "waits": export["state"] == "asked",
        "withdrawn": export["state"] == "withdrawn",
        "rows": rows,
        "total": total,
        "written": number_text(rows),
        "until": minute_text(export["dies_at"], zone) if "fetch" in export["actions"] else "",
        "url": url_for(".export_file", contest_id=contest["id"], export_id=export["id"])
        if "fetch" in export["actions"]
        else "",
    }
