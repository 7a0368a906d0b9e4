"""The contest form: drafts save by themselves, « Publish » is never disabled."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.before import before_of, before_text
from services.gateway.kit.forms.merging import Other, merge, others
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import shown_version
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.console.contest_view import errors_of, saved_text, title_of
from services.gateway.products.contests.console.edit.checklist import checklist
from services.gateway.products.contests.console.edit.values import (
    PRIZES,
    add_prize,
    holds,
    shown_of,
    texts_of,
    values_of,
)
from services.gateway.products.contests.console.gone import says_gone
from services.gateway.products.contests.words import CONTEST_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.rows import is_row, remove_row
from shared.forms.writing import Typed
from shared.webapp.permissions import requires

STALE = 412


@console.get("/contests/<contest_id>/edit")
@requires(WRITE)
@says_gone
def edit(contest_id: str) -> ResponseReturnValue:
    """Show the form of a draft; what was typed before an expired session is there again."""
    contest = _contest(contest_id)
    if "edit" not in contest["actions"]:
        return redirect(url_for(".contest", contest_id=contest_id), 303)
    kept = kept_form()
    return _form(contest, values_of(contest) if kept is None else kept)


@console.post("/contests/<contest_id>/edit")
@requires(WRITE)
@keeps_form
def save(contest_id: str) -> ResponseReturnValue:
    """Save the draft, then do what the button says."""
    typed: Typed = MultiDict(request.form)
    action, _, argument = typed.get("action", "save").partition(".")
    if action in ("add_prize", "remove_prize"):
        return _change_rows(_contest(contest_id), typed, action, argument)
    before = before_of(typed) or _contest(contest_id)
    reading = read(CONTEST_FIELDS, typed, before, draft=True)
    if reading.errors:
        return _answer(_contest(contest_id), typed, reading.errors, action)
    api, body = staff_api("contests"), reading.patch(before)
    try:
        saved = api.patch(f"/contests/{contest_id}", body, version=shown_version()).body
    except ServiceProblem as problem:
        saved = _contest(contest_id)
        if problem.status == STALE and action != "autosave" and not holds(saved, body):
            return _merged(saved, typed, action)
        if problem.status != STALE or not holds(saved, body):
            return _refused(saved, typed, problem, reading.on_the_page(problem.errors), action)
    return _saved(saved, action)


def _merged(contest: dict[str, Any], typed: Typed, action: str) -> ResponseReturnValue:
    """Save what was typed with what a colleague saved; what both changed is asked for again."""
    shown, now = before_of(typed), texts_of(contest)
    opened = None if shown is None else texts_of(shown)
    merged, both = merge(CONTEST_FIELDS, opened, typed, now)
    # Saving again is then a decision: the version that was shown is the one overwritten.
    merged["version"], merged["before"] = str(contest["version"]), before_text(shown_of(contest))
    reading = read(CONTEST_FIELDS, merged, contest, draft=True)
    errors = reading.errors or ([FieldError("", "stale")] if both else [])
    if not errors:
        api, version = staff_api("contests"), contest["version"]
        try:
            body = reading.patch(contest)
            return _saved(
                api.patch(f"/contests/{contest['id']}", body, version=version).body, action
            )
        except ServiceProblem as problem:
            found = reading.on_the_page(problem.errors)
            return _refused(_contest(contest["id"]), merged, problem, found, action)
    form = PageForm(CONTEST_FIELDS, merged)
    return _form(contest, merged, errors, theirs=others(form, both, now, contest)), 422


def show_blocked(contest: dict[str, Any], errors: Sequence[FieldError]) -> ResponseReturnValue:
    """Show the form with what blocks publishing, summary first."""
    return _form(contest, values_of(contest), errors), 422


def _saved(contest: dict[str, Any], action: str) -> ResponseReturnValue:
    blocking = errors_of(contest)
    if action == "autosave":
        return _state(contest, values_of(contest), saved_text(contest))
    if action == "publish" and blocking:
        return show_blocked(contest, blocking)
    screen = {"publish": ".publish", "asks": ".asks"}.get(action, ".edit")
    return redirect(url_for(screen, contest_id=contest["id"]), 303)


def _refused(
    contest: dict[str, Any],
    typed: Typed,
    problem: ServiceProblem,
    errors: Sequence[FieldError],
    action: str,
) -> ResponseReturnValue:
    if problem.status in (409, 412, 422):
        place = {"slug_taken": "slug"}.get(problem.slug, "")
        told = errors or [FieldError(place, problem.slug)]
        return _answer(contest, typed, told, action, stale=problem.status == STALE)
    if action == "autosave" or problem.status in (403, 404):
        raise problem
    return _answer(contest, typed, [FieldError("", problem.slug)], action)


def _answer(
    contest: dict[str, Any],
    typed: Typed,
    errors: Sequence[FieldError],
    action: str,
    *,
    stale: bool = False,
) -> ResponseReturnValue:
    if action == "autosave":
        why = PageForm(CONTEST_FIELDS, typed, errors).problems[0][1]
        state = _state(contest, typed, gettext("Not saved. %(why)s", why=why))
        return state, STALE if stale else 422
    return _form(contest, typed, errors), 422


def _change_rows(
    contest: dict[str, Any], typed: Typed, action: str, argument: str
) -> ResponseReturnValue:
    focus = ""
    if action == "add_prize":
        focus = f"{PRIZES}.{add_prize(typed)}.name"
    elif is_row(argument):
        remove_row(typed, PRIZES, int(argument))
        focus = f"{PRIZES}.0.name"
    return _form(contest, typed, focus=focus)


def _form(
    contest: dict[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    *,
    focus: str = "",
    theirs: Sequence[Other] = (),
) -> str:
    form = PageForm(CONTEST_FIELDS, typed, errors, seconds=bool(contest.get("test_beacon")))
    return render_template(
        "contests/console/contest_form.html",
        contest=contest,
        title=title_of(contest),
        form=form,
        checklist=checklist(form, errors_of(contest)),
        saved=saved_text(contest),
        focus=focus,
        theirs=theirs,
        address=f"{parts().public_url}/fr/w/{signed_in().workspace_id}/c/",
    )


def _state(contest: dict[str, Any], typed: Typed, saved: str) -> str:
    return render_template(
        "contests/console/draft_state.html",
        values=typed,
        checklist=checklist(PageForm(CONTEST_FIELDS, typed), errors_of(contest)),
        saved=saved,
    )


def _contest(contest_id: str) -> dict[str, Any]:
    found: dict[str, Any] = staff_api("contests").get(f"/contests/{contest_id}").body
    return found
