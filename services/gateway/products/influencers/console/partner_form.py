"""Entering a partner by hand, and correcting what is known of one."""

from collections.abc import Sequence
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.countries import country_groups
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.merging import Other, meet, opened
from services.gateway.kit.forms.sent import shown_version
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.blueprint import WRITE, console
from services.gateway.products.influencers.words import PARTNER_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

SHOWN = (409, 410, 412, 422)


@console.get("/partners/new")
@requires(WRITE)
def new_partner() -> ResponseReturnValue:
    """Show the empty form; what was typed before an expired session is there again."""
    kept = kept_form()
    fresh = written(PARTNER_FIELDS, {})
    fresh["key"] = parts().ids.ulid()
    return _form(fresh if kept is None else kept)


@console.post("/partners/new")
@requires(WRITE)
@keeps_form
def enter_partner() -> ResponseReturnValue:
    """Enter the partner; pressed twice, the same one."""
    typed: Typed = MultiDict(request.form)
    reading = read(PARTNER_FIELDS, typed)
    if reading.errors:
        return _form(typed, reading.errors), 422
    key = typed.get("key") or g.request_id
    try:
        made = staff_api("influencers").post("/partners", reading.body(), key=key).body
    except ServiceProblem as problem:
        return _refused(typed, problem)
    return redirect(url_for(".partner", partner_id=made["id"]), 303)


@console.get("/partners/<partner_id>/edit")
@requires(WRITE)
def edit_partner(partner_id: str) -> ResponseReturnValue:
    """Show what is known, to be corrected."""
    partner = _partner(partner_id)
    if "edit" not in partner["actions"]:
        return redirect(url_for(".partner", partner_id=partner_id), 303)
    kept = kept_form()
    typed = opened(PARTNER_FIELDS, partner)
    return _form(typed if kept is None else kept, partner=partner)


@console.post("/partners/<partner_id>/edit")
@requires(WRITE)
@keeps_form
def save_partner(partner_id: str) -> ResponseReturnValue:
    """Save it, in the version that was shown."""
    typed: Typed = MultiDict(request.form)
    reading = read(PARTNER_FIELDS, typed)
    if reading.errors:
        return _form(typed, reading.errors, partner=_partner(partner_id)), 422
    path, version = f"/partners/{partner_id}", shown_version()
    try:
        staff_api("influencers").patch(path, reading.body(), version=version)
    except ServiceProblem as problem:
        return _refused(typed, problem, partner=_partner(partner_id))
    return redirect(url_for(".partner", partner_id=partner_id), 303)


def _partner(partner_id: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(f"/partners/{partner_id}").body)


def _refused(
    typed: Typed, problem: ServiceProblem, partner: dict[str, Any] | None = None
) -> ResponseReturnValue:
    if problem.status not in SHOWN:
        raise problem
    theirs: Sequence[Other] = ()
    if problem.status == 412 and partner:
        typed, theirs = meet(PARTNER_FIELDS, typed, partner)
    if problem.slug == "idempotency_conflict":
        # Somebody went back to correct what they had sent: that is another one.
        typed["key"] = parts().ids.ulid()
    place = {"partner_exists": "email"}.get(problem.slug, "")
    errors = problem.errors or [FieldError(place, problem.slug)]
    other = str(problem.extra.get("partner_id", ""))
    return _form(typed, errors, partner=partner, other=other, theirs=theirs), 422


def _form(
    typed: Typed,
    errors: Sequence[FieldError] = (),
    *,
    partner: dict[str, Any] | None = None,
    other: str = "",
    theirs: Sequence[Other] = (),
) -> str:
    return render_template(
        "influencers/console/partner_form.html",
        form=PageForm(PARTNER_FIELDS, typed, errors),
        partner=partner,
        theirs=theirs,
        other=url_for(".partner", partner_id=other) if other else "",
        countries=country_groups(())[1],
    )
