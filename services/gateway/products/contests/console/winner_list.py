"""Who won, by first name and address: for owner and manager alone."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.console.blueprint import console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.console.winners_view import (
    people_rows,
    progress_rows,
    waiting,
    without_winner,
)
from services.gateway.products.contests.words.states import contest_state
from shared.auth import READ_PEOPLE
from shared.webapp import requires

PAGE = 50


@console.get("/contests/<contest_id>/winners")
@requires(READ_PEOPLE)
def winners(contest_id: str) -> ResponseReturnValue:
    """Show each place with who holds it; who held it before is folded under them."""
    after = request.args.get("after", "")
    known = after if after.isascii() and after.isdigit() and len(after) < 10 else ""
    path = f"/contests/{contest_id}/winners"
    page: dict[str, Any] = staff_api("contests").get(path, after=known, limit=PAGE).body
    contest = page["contest"]
    places = _places(page)
    return render_template(
        "contests/console/winner_list.html",
        contest=contest,
        title=title_of(contest),
        # That winners were drawn is what the title says.
        state=None if contest["state"] == "drawn" else contest_state(contest["state"]),
        places=places,
        waiting=waiting(places),
        done=done_text(request.args.get("saved", "")),
        without=without_winner(places) if contest["state"] == "drawn" else [],
        progress=progress_rows(page.get("progress") or {}),
        after=page["after"],
        paged=bool(known),
        may_write="write_letter" in page.get("actions", ()),
    )


def done_text(act: str) -> str:
    """Return that an act on a winner is done, in words; "" where none is."""
    words = {
        "verify": gettext("Done: the winner is noted as verified."),
        "fulfil": gettext("Done: the prize is noted as handed over."),
        "keep": gettext("Done: the skip is taken back, the winner keeps the prize."),
        "propose_skip": gettext("Done: the skip is proposed. A second person decides."),
        "replace_skip": gettext("Done: your proposal stands in place of the one before."),
        "approve_skip": gettext("Done: the skip is decided by two. The winner is told by mail."),
        "propose_told": gettext("Done: it is proposed. A second person decides."),
        "replace_told": gettext("Done: your proposal stands in place of the one before."),
        "approve_told": gettext("Done: it is decided by two that the winner was told."),
    }
    return words.get(act, "")


def _places(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return who had each place last, with those who had it before as `replaced`."""
    winners = page["items"]
    people = people_rows(winners, page["contest"])
    held = [list(each) for _, each in groupby(people, key=lambda person: person["place"])]
    return [{**each[-1], "replaced": each[:-1]} for each in held]
