"""Amend a setting of an open contest: only to add, or to move later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import current_language
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import field_name
from services.gateway.products.contests.console.acts import (
    Act,
    act_page,
    do,
    form_values,
    shown_version,
    typed,
)
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.words import CONTEST_FIELDS
from shared.errors import FieldError
from shared.forms.field import Field, Kind, value_at
from shared.forms.reading import read
from shared.forms.revision import value_text
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

# The settings that this page has a box for; prizes have a form of their own.
SETTINGS = {
    field.path.removeprefix("settings."): field
    for field in CONTEST_FIELDS
    if field.path.startswith("settings.") and field.kind not in (Kind.ROWS, Kind.TEXTS)
}


@console.get("/contests/<contest_id>/amend")
@requires(WRITE)
def amend(contest_id: str) -> ResponseReturnValue:
    """Ask what changes, show the value in force, say who is told."""
    return act_page(contest_id, ACT)


@console.post("/contests/<contest_id>/amend")
@requires(WRITE)
@keeps_form
def add_amendment(contest_id: str) -> ResponseReturnValue:
    """Add the amendment; `action=choose` only shows another setting."""
    if request.form.get("action") == "choose":
        return act_page(contest_id, ACT)
    name = _name()
    reading = read([_asked(name)], MultiDict(request.form), _shown_before(contest_id, name))
    if reading.errors:
        return act_page(contest_id, ACT, ServiceProblem(422, "invalid", reading.errors))
    body = {"field": name, "after": reading.values.get("after"), "reason": typed("reason")}
    return do(contest_id, ACT, body, version=shown_version())


def _name() -> str:
    name = form_values().get("field", "")
    return name if name in SETTINGS else "closes_at"


def _asked(name: str) -> Field:
    """Return the setting as this page asks it: its new value."""
    return replace(SETTINGS[name].at("after"), zone="zone", when=None)


def _around(contest: Mapping[str, Any], errors: Sequence[FieldError]) -> dict[str, Any]:
    """Return the setting that is asked for, as it is in force: the service has amended it."""
    settings, name = contest["settings"], _name()
    zone, value = settings.get("zone") or "UTC", value_at(settings, name)
    shown = {"after": value, "zone": zone}
    form = PageForm([_asked(name)], _typed(name, shown), errors, seconds=contest["test_beacon"])
    offered = [each for each in SETTINGS if each == name or each in contest["amendable"]]
    return {
        "form": form,
        "field": name,
        "fields": [(each, field_name(f"settings.{each}")) for each in offered],
        "label": field_name(f"settings.{name}"),
        "dated": SETTINGS[name].kind is Kind.INSTANT,
        "value": value,
        "zone": zone,
        "now": value_text(SETTINGS[name], value, current_language(), zone),
    }


ACT = Act("amend", "/amendments", around=_around)


def _typed(name: str, shown: Mapping[str, Any]) -> Typed:
    """Return what was typed; before that, what is in force."""
    given = form_values()
    if given.get("action") == "amend":
        return MultiDict(given)
    texts = written([_asked(name)], shown)
    texts["zone"] = shown["zone"]
    return texts


def _shown_before(contest_id: str, name: str) -> dict[str, Any]:
    """Return zone and instant that the page of this form had shown, else those in force."""
    if SETTINGS[name].kind is not Kind.INSTANT or "zone" in request.form:
        return {"zone": typed("zone"), "after": typed("before")}
    settings = staff_api("contests").get(f"/contests/{contest_id}").body["settings"]
    return {"zone": settings.get("zone") or "UTC", "after": value_at(settings, name)}
