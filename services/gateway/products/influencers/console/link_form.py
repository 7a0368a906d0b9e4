"""Making a link for a partner, and editing one."""

from collections.abc import Sequence
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import zone_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.merging import Other, meet, opened
from services.gateway.kit.forms.sent import shown_version
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.blueprint import WRITE, ZONE, console
from services.gateway.products.influencers.console.link_view import link_row
from services.gateway.products.influencers.words import LINK_FIELDS, NEW_LINK_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

SHOWN = (409, 410, 412, 422)


@console.get("/partners/<partner_id>/links/new")
@requires(WRITE)
def new_link(partner_id: str) -> ResponseReturnValue:
    """Show the empty form."""
    kept, fresh = kept_form(), written(NEW_LINK_FIELDS, {"zone": ZONE})
    fresh["once"] = parts().ids.ulid()
    return _new(partner_id, fresh if kept is None else kept)


@console.post("/partners/<partner_id>/links/new")
@requires(WRITE)
@keeps_form
def make_link(partner_id: str) -> ResponseReturnValue:
    """Make the link; pressed twice, the same one."""
    typed: Typed = MultiDict(request.form)
    reading = read(NEW_LINK_FIELDS, typed)
    if reading.errors:
        return _new(partner_id, typed, reading.errors)
    body = {**reading.body(), "program_id": typed.get("program_id", "")}
    once = typed.get("once") or g.request_id
    try:
        made = staff_api("influencers").post(f"/partners/{partner_id}/links", body, key=once).body
    except ServiceProblem as problem:
        if problem.slug == "idempotency_conflict":
            # Somebody went back to correct what they had sent: that is another one.
            typed["once"] = parts().ids.ulid()
        return _new(partner_id, typed, _faults(problem))
    return redirect(url_for(".link", link_id=made["id"]), 303)


@console.get("/links/<link_id>/edit")
@requires(WRITE)
def edit_link(link_id: str) -> ResponseReturnValue:
    """Show a link, to be edited."""
    found, kept = _link(link_id), kept_form()
    typed = opened(LINK_FIELDS, {**found, "zone": ZONE})
    return _edit(found, typed if kept is None else kept)


@console.post("/links/<link_id>/edit")
@requires(WRITE)
@keeps_form
def save_link(link_id: str) -> ResponseReturnValue:
    """Save it, in the version that was shown."""
    typed: Typed = MultiDict(request.form)
    reading = read(LINK_FIELDS, typed)
    if reading.errors:
        return _edit(_link(link_id), typed, reading.errors), 422
    try:
        staff_api("influencers").patch(f"/links/{link_id}", reading.body(), version=shown_version())
    except ServiceProblem as problem:
        faults, found = _faults(problem), _link(link_id)
        theirs: Sequence[Other] = ()
        if problem.status == 412:
            typed, theirs = meet(LINK_FIELDS, typed, {**found, "zone": ZONE})
        return _edit(found, typed, faults, theirs), 422
    return redirect(url_for(".link", link_id=link_id), 303)


def _link(link_id: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(f"/links/{link_id}").body)


def _faults(problem: ServiceProblem) -> Sequence[FieldError]:
    """Return what was refused, at its field. Raises what no form can mend."""
    if problem.status not in SHOWN:
        raise problem
    place = {"link_key_taken": "key", "not_enrolled": "program_id"}.get(problem.slug, "")
    return problem.errors or [FieldError(place, problem.slug)]


def _new(partner_id: str, typed: Typed, errors: Sequence[FieldError] = ()) -> ResponseReturnValue:
    partner = staff_api("influencers").get(f"/partners/{partner_id}").body
    programs = [
        (each["program_id"], each["program_name"])
        for each in partner["enrollments"]
        if each["state"] == "approved"
    ]
    back = url_for(".partner_links", partner_id=partner_id)
    if not programs:
        return redirect(back, 303)
    form = PageForm(NEW_LINK_FIELDS, typed, errors)
    page = render_template(
        "influencers/console/link_form.html",
        form=form,
        link=None,
        programs=programs,
        errors={place: said for place, said in form.problems if place == "program_id"},
        action=url_for(".new_link", partner_id=partner_id),
        back=back,
        crumbs=[(partner["name"], url_for(".partner", partner_id=partner_id))],
        zone=ZONE,
        zone_said=zone_text(ZONE),
    )
    return page, 422 if errors else 200


def _edit(
    link: dict[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    theirs: Sequence[Other] = (),
) -> str:
    row = link_row(link)
    return render_template(
        "influencers/console/link_form.html",
        form=PageForm(LINK_FIELDS, typed, errors),
        theirs=theirs,
        link=row,
        action=url_for(".edit_link", link_id=link["id"]),
        back=row["page"],
        crumbs=[(row["short"], row["page"])],
        zone=ZONE,
        zone_said=zone_text(ZONE),
    )
