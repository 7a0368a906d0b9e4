"""The form of a program: drafts are saved as they are, « Open » says what blocks."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.merging import Other, meet, opened
from services.gateway.kit.forms.sent import shown_version
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.blueprint import WRITE, console
from services.gateway.products.influencers.console.programs import name_of
from services.gateway.products.influencers.words import PROGRAM_FIELDS
from services.gateway.products.influencers.words.reward import conditions, reward_text
from shared.errors import FieldError
from shared.forms.field import Kind
from shared.forms.reading import read
from shared.forms.rows import is_row, remove_row, row_numbers
from shared.forms.writing import Typed
from shared.webapp.permissions import requires

GROUPS, CURRENCY = "settings.groups", "settings.currency"
STALE = 412
Program = dict[str, Any]


@console.get("/programs/<program_id>/edit")
@requires(WRITE)
def edit_program(program_id: str) -> ResponseReturnValue:
    """Show the form of a draft; what was typed before an expired session is there again."""
    program = program_at(program_id)
    if "edit" not in program["actions"]:
        return redirect(url_for(".program", program_id=program_id), 303)
    kept = kept_form()
    return _form(program, _values(program) if kept is None else kept)


@console.post("/programs/<program_id>/edit")
@requires(WRITE)
@keeps_form
def save_program(program_id: str) -> ResponseReturnValue:
    """Save the draft, then do what the button says."""
    typed = _typed()
    action, _, argument = typed.get("action", "save").partition(".")
    if action in ("add_group", "remove_group"):
        return _change_rows(program_at(program_id), typed, action, argument)
    reading = read(PROGRAM_FIELDS, typed, draft=True)
    if reading.errors:
        return _form(program_at(program_id), typed, reading.errors), 422
    body, version = {"settings": {}, **reading.patch({})}, shown_version()
    try:
        saved = staff_api("influencers").patch(f"/programs/{program_id}", body, version=version)
    except ServiceProblem as problem:
        if problem.status not in (409, STALE, 422):
            raise
        return _refused(program_at(program_id), typed, problem, reading.on_the_page(problem.errors))
    if action != "publish":
        return redirect(url_for(".edit_program", program_id=program_id), 303)
    if blocking := blocking_of(saved.body):
        return show_blocked(saved.body, blocking)
    return redirect(url_for(".move", program_id=program_id, move="open"), 303)


def program_at(program_id: str) -> Program:
    """Return a program as it is now."""
    found: Program = staff_api("influencers").get(f"/programs/{program_id}").body
    return found


def blocking_of(program: Mapping[str, Any]) -> list[FieldError]:
    """Return what blocks the opening."""
    return [
        FieldError(each["field"], each["code"], each.get("params") or {})
        for each in program["blocking"]
    ]


def show_blocked(program: Program, errors: Sequence[FieldError]) -> ResponseReturnValue:
    """Show the form with what blocks the opening, summary first."""
    return _form(program, _values(program), errors), 422


def _refused(
    program: Program, typed: Typed, problem: ServiceProblem, errors: Sequence[FieldError]
) -> ResponseReturnValue:
    theirs: Sequence[Other] = ()
    if problem.status == STALE:
        typed, theirs = meet(PROGRAM_FIELDS, typed, program)
    told = errors or [FieldError("", problem.slug)]
    return _form(program, typed, told, theirs=theirs), 422


def _typed() -> Typed:
    """Return what was typed; every amount is in the one currency of the program."""
    typed: Typed = MultiDict(request.form)
    currency = typed.get(CURRENCY, "")
    for field in PROGRAM_FIELDS:
        if field.kind is Kind.AMOUNT:
            typed[f"{field.path}.currency"] = currency
    for number in row_numbers(typed, GROUPS):
        for name in ("lead", "sale_flat", "fee"):
            typed[f"{GROUPS}.{number}.{name}.currency"] = currency
    return typed


def _change_rows(program: Program, typed: Typed, action: str, argument: str) -> ResponseReturnValue:
    focus = ""
    if action == "add_group":
        number = max(row_numbers(typed, GROUPS), default=-1) + 1
        focus = f"{GROUPS}.{number}.name"
        typed[focus] = ""
    elif is_row(argument):
        remove_row(typed, GROUPS, int(argument))
    return _form(program, typed, focus=focus)


def _values(program: Program) -> Typed:
    return opened(PROGRAM_FIELDS, program)


def _form(
    program: Program,
    typed: Typed,
    errors: Sequence[FieldError] = (),
    *,
    focus: str = "",
    theirs: Sequence[Other] = (),
) -> str:
    settings = program["settings"]
    form = PageForm(PROGRAM_FIELDS, typed, errors)
    waiting = PageForm(PROGRAM_FIELDS, typed, blocking_of(program))
    return render_template(
        "influencers/console/program_form.html",
        program=program,
        name=name_of(program),
        form=form,
        groups=row_numbers(typed, GROUPS),
        reward=reward_text(settings),
        conditions=conditions(settings),
        todo=waiting.problems,
        focus=focus,
        theirs=theirs,
    )
