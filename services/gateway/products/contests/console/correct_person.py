"""Put a first name and a country right for somebody who entered, until entries end."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.countries import country_choices
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.merging import Other, meet, opened
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import SHOWN, shown_version
from services.gateway.products.contests.console.blueprint import console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.words import CORRECTION_FIELDS, EXCLUDED_COUNTRIES
from shared.auth import READ_PEOPLE
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed
from shared.webapp.permissions import requires

STALE = 412
WHERE = "/contests/<contest_id>/people/<ref>/correct"


@console.get(WHERE)
@requires(READ_PEOPLE)
def correct_person(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show name and country as they are kept, or as they were typed before a new sign-in."""
    page = _person(contest_id, ref)
    person = page["items"][0]
    if "correct_person" not in person["actions"]:
        return redirect(url_for(".person", contest_id=contest_id, ref=ref), 303)
    kept = kept_form()
    return _page(page, opened(CORRECTION_FIELDS, person) if kept is None else kept)


@console.post(WHERE)
@requires(READ_PEOPLE)
@keeps_form
def keep_correction(contest_id: str, ref: str) -> ResponseReturnValue:
    """Keep it, unless the person or a colleague changed something since the page was read."""
    typed: Typed = MultiDict(request.form)
    body = read(CORRECTION_FIELDS, typed).body()
    path = f"/contests/{contest_id}/people/{ref}/correct"
    try:
        staff_api("contests").post(path, body, version=shown_version())
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        errors = list(problem.errors) or [FieldError("", problem.slug)]
        page = _person(contest_id, ref)
        if problem.status == STALE:
            typed, theirs = meet(CORRECTION_FIELDS, typed, page["items"][0])
            return _page(page, typed, errors, theirs), problem.status
        return _page(page, typed, errors), problem.status
    return redirect(url_for(".person", contest_id=contest_id, ref=ref), 303)


def _person(contest_id: str, ref: str) -> dict[str, Any]:
    return dict(staff_api("contests").get(f"/contests/{contest_id}/people/{ref}").body)


def _page(
    page: Mapping[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    theirs: Sequence[Other] = (),
) -> str:
    contest = page["contest"]
    return render_template(
        "contests/console/correct_person.html",
        contest=contest,
        title=title_of(contest),
        person=page["items"][0],
        theirs=theirs,
        form=PageForm(CORRECTION_FIELDS, typed, errors, whole=True),
        countries=country_choices(
            contest["settings"]["eligibility"]["countries"], EXCLUDED_COUNTRIES
        ),
    )
