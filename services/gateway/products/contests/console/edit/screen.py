"""The contest form: drafts save by themselves, « Publish » is never disabled."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import offers
from services.gateway.kit.i18n import gettext
from services.gateway.kit.memory import Memory, memory
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.console.acts import shown_version
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.console.contest_view import errors_of, saved_text, title_of
from services.gateway.products.contests.console.edit.checklist import by_field, checklist, problems
from services.gateway.products.contests.console.edit.reading import Reading, read
from services.gateway.products.contests.console.edit.values import (
    Values,
    add_row,
    before_of,
    before_text,
    is_row,
    remove_row,
    rows,
    values_of,
)
from shared.errors import FieldError
from shared.webapp.permissions import requires

MINUTE = 60
STALE = 412


@console.get("/contests/<contest_id>/edit")
@requires(WRITE)
def edit(contest_id: str) -> ResponseReturnValue:
    """Show the form of a draft; what was typed before an expired session is there again."""
    contest = _contest(contest_id)
    if contest["state"] != "draft":
        return redirect(url_for(".contest", contest_id=contest_id), 303)
    kept = kept_form()
    return _form(contest, values_of(contest) if kept is None else kept)


@console.post("/contests/<contest_id>/edit")
@requires(WRITE)
@keeps_form
def save(contest_id: str) -> ResponseReturnValue:
    """Save the draft, then do what the button says."""
    values: Values = MultiDict(request.form)
    action, _, argument = values.get("action", "save").partition(".")
    if action in ("add_prize", "remove_prize"):
        return _change_rows(_contest(contest_id), values, action, argument)
    reading = read(values, before_of(values) or _contest(contest_id), _mechanics())
    if reading.errors:
        return _answer(_contest(contest_id), values, reading.errors, action)
    api = staff_api("contests")
    try:
        saved = api.patch(f"/contests/{contest_id}", reading.body(), version=shown_version()).body
    except ServiceProblem as problem:
        saved = _contest(contest_id)
        if problem.status != STALE or not _holds(saved, reading):
            return _refused(saved, values, problem, action)
    return _saved(saved, action)


def show_blocked(contest: dict[str, Any], errors: Sequence[FieldError]) -> ResponseReturnValue:
    """Show the form with what blocks publishing, summary first."""
    return _form(contest, values_of(contest), errors), 422


def _saved(contest: dict[str, Any], action: str) -> ResponseReturnValue:
    blocking = errors_of(contest)
    if action == "autosave":
        return _state(contest, blocking, values_of(contest))
    if action == "publish" and blocking:
        return show_blocked(contest, blocking)
    screen = ".publish" if action == "publish" else ".edit"
    return redirect(url_for(screen, contest_id=contest["id"]), 303)


def _refused(
    contest: dict[str, Any], values: Values, problem: ServiceProblem, action: str
) -> ResponseReturnValue:
    if problem.status in (409, 412, 422):
        return _answer(contest, values, _told(problem), action, stale=problem.status == STALE)
    if action == "autosave" or problem.status in (403, 404):
        raise problem
    return _answer(contest, values, [FieldError("", problem.slug)], action)


def _told(problem: ServiceProblem) -> list[FieldError]:
    known = {"slug_taken": "slug"}
    return list(problem.errors) or [FieldError(known.get(problem.slug, ""), problem.slug)]


def _answer(
    contest: dict[str, Any],
    values: Values,
    errors: Sequence[FieldError],
    action: str,
    *,
    stale: bool = False,
) -> ResponseReturnValue:
    if action == "autosave":
        state = _state(contest, errors, values, refused=True)
        return state, STALE if stale else 422
    if stale:
        # Saving again is then a decision: the version that was shown is the one overwritten.
        values["version"], values["before"] = str(contest["version"]), before_text(contest)
    return _form(contest, values, errors), 422


def _change_rows(
    contest: dict[str, Any], values: Values, action: str, argument: str
) -> ResponseReturnValue:
    focus = ""
    if action == "add_prize":
        focus = f"settings.prizes.{add_row(values)}.name"
    elif is_row(argument):
        remove_row(values, int(argument))
        focus = "settings.prizes.0.name"
    return _form(contest, values, focus=focus)


def _form(
    contest: dict[str, Any],
    values: Values,
    errors: Sequence[FieldError] = (),
    *,
    focus: str = "",
) -> str:
    blocking = errors_of(contest)
    short = bool(contest.get("test_beacon")) or _has_short_windows(contest)
    return render_template(
        "contests/console/contest_form.html",
        contest=contest,
        title=title_of(contest),
        values=values,
        rows=rows(values),
        problems=problems(errors),
        errors=by_field(errors),
        checklist=checklist(blocking),
        saved=saved_text(contest),
        mechanics=_mechanics(),
        zones=offers.zones(values.get("settings.zone", "")),
        countries=offers.countries(values.getlist("settings.eligibility.countries")),
        currencies=offers.currencies(),
        units=offers.units(seconds=short),
        focus=focus,
        address=f"{parts().public_url}/fr/w/{signed_in().workspace_id}/c/",
    )


def _holds(contest: dict[str, Any], reading: Reading) -> bool:
    """Tell whether the draft already holds all that was sent: it was sent twice."""
    return read(values_of(contest), contest, _mechanics()).body() == reading.body()


def _state(
    contest: dict[str, Any], errors: Sequence[FieldError], values: Values, *, refused: bool = False
) -> str:
    said = sentence(errors[0].code, errors[0].field, errors[0].params) if refused else ""
    return render_template(
        "contests/console/draft_state.html",
        values=values,
        checklist=checklist(errors_of(contest) if refused else errors),
        saved=gettext("Not saved. %(why)s", why=said) if refused else saved_text(contest),
        refused=refused,
    )


def _has_short_windows(contest: dict[str, Any]) -> bool:
    settings = contest.get("settings") or {}
    windows = (settings.get(name) for name in ("confirm_within", "review_within", "answer_within"))
    return any(window is not None and window % MINUTE for window in windows)


def _contest(contest_id: str) -> dict[str, Any]:
    found: dict[str, Any] = staff_api("contests").get(f"/contests/{contest_id}").body
    return found


def _mechanics() -> list[dict[str, Any]]:
    """Return what the service can draw by, as of the last five minutes: it is its code."""
    kept: Memory[list[dict[str, Any]]] = memory("mechanics", 300)
    return kept.get((), lambda: list(staff_api("contests").get("/mechanics").body))
