"""How a prize goes to its winner: carrier and tracking number, or a code; one manager at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.colleagues import names_of
from services.gateway.kit.formats import short_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import SHOWN, shown_version
from services.gateway.products.contests.console.blueprint import DECIDE, console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.console.winner_page import one_winner
from services.gateway.products.contests.words import SENDING_FIELDS
from shared.auth import READ_PEOPLE
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

ACTS = frozenset({"send", "correct_sending"})
STALE = 412
WHERE = "/contests/<contest_id>/winners/<ref>/send"


@console.get(WHERE)
@requires(READ_PEOPLE)
def send_winner(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show to whom and where the prize goes, and ask how."""
    page = one_winner(contest_id, ref)
    winner = page["items"][0]
    kept = kept_form()
    values = written(SENDING_FIELDS, winner["sending"] or {}) if kept is None else kept
    values.setdefault("version", str(winner["version"]))
    return _page(page, values)


@console.post(WHERE)
@requires(DECIDE)
@keeps_form
def note_sending(contest_id: str, ref: str) -> ResponseReturnValue:
    """Note it, unless the winner or another manager changed something since the page was read."""
    typed: Typed = MultiDict(request.form)
    reading = read(SENDING_FIELDS, typed)
    path = f"/contests/{contest_id}/winners/{ref}/send"
    body = reading.body() | ({"replaces": True} if "replaces" in typed else {})
    try:
        staff_api("contests").post(path, body, version=shown_version())
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        errors = list(problem.errors) or [FieldError("", problem.slug)]
        page = one_winner(contest_id, ref)
        if problem.status == STALE:
            # Noting it again is then a decision: what changed stands on the page.
            typed["version"] = str(page["items"][0]["version"])
        return _page(page, typed, errors), problem.status
    return redirect(url_for(".winners", contest_id=contest_id), 303)


def _page(page: Mapping[str, Any], typed: Typed, errors: Sequence[FieldError] = ()) -> str:
    winner = page["items"][0]
    return render_template(
        "contests/console/send.html",
        contest=page["contest"],
        title=title_of(page["contest"]),
        winner=winner,
        stands=_standing(winner["sending"], page["contest"]["settings"].get("zone") or "UTC"),
        form=PageForm(SENDING_FIELDS, typed, errors),
        may_send=not ACTS.isdisjoint(winner["actions"]),
    )


def _standing(sending: Mapping[str, Any] | None, zone: str) -> dict[str, str]:
    """Return who noted what stands, and when; empty where nothing does."""
    if not sending:
        return {}
    return {"who": names_of([sending["by"]])[sending["by"]], "at": short_text(sending["at"], zone)}
