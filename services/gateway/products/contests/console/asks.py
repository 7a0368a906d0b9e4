"""What each prize asks of its winner: outside the frozen rules, so it can change at any time."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.merging import Other, meet, opened
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import SHOWN, shown_version
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.words import ASKS_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.rows import row_numbers
from shared.forms.writing import Typed
from shared.webapp.permissions import requires

ASKS = "asks"
STALE = 412


@console.get("/contests/<contest_id>/asks")
@requires(WRITE)
def asks(contest_id: str) -> ResponseReturnValue:
    """Show what each prize asks; what was typed before an expired session is there again."""
    contest = _contest(contest_id)
    kept = kept_form()
    return _page(contest, values_of(contest) if kept is None else kept)


@console.post("/contests/<contest_id>/asks")
@requires(WRITE)
@keeps_form
def save_asks(contest_id: str) -> ResponseReturnValue:
    """Save it; a refusal shows what was typed again."""
    typed: Typed = MultiDict(request.form)
    reading = read(ASKS_FIELDS, typed)
    body = {ASKS: reading.body().get(ASKS, [])}
    try:
        staff_api("contests").patch(f"/contests/{contest_id}", body, version=shown_version())
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        errors = reading.on_the_page(problem.errors) or [FieldError("", problem.slug)]
        contest = _contest(contest_id)
        if problem.status == STALE:
            typed, theirs = meet(ASKS_FIELDS, typed, _asked(contest))
            return _page(contest, typed, errors, theirs), problem.status
        return _page(contest, typed, errors), problem.status
    return redirect(url_for(".contest", contest_id=contest_id, saved=1), 303)


def values_of(contest: Mapping[str, Any]) -> Typed:
    """Return the raw texts of the form."""
    return opened(ASKS_FIELDS, _asked(contest))


def _asked(contest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form holds: a row for each prize by its name, in their order."""
    prizes = contest["settings"].get("prizes") or ()
    known = {each["prize"]: each for each in contest.get(ASKS) or ()}
    names = dict.fromkeys(str(prize["name"]) for prize in prizes if prize.get("name"))
    rows = [known.get(name, {"prize": name}) for name in names]
    return {ASKS: rows, "version": contest["version"]}


def _page(
    contest: Mapping[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    theirs: Sequence[Other] = (),
) -> str:
    return render_template(
        "contests/console/asks.html",
        contest=contest,
        title=title_of(contest),
        form=PageForm(ASKS_FIELDS, typed, errors),
        rows=row_numbers(typed, ASKS),
        theirs=theirs,
        spoken=contest["settings"].get("languages") or ("fr", "en"),
    )


def _contest(contest_id: str) -> dict[str, Any]:
    found: dict[str, Any] = staff_api("contests").get(f"/contests/{contest_id}").body
    return found
