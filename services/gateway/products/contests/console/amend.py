"""Amend a setting of an open contest: only to add, or to move later."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import (
    date_text,
    instant,
    window_text,
)
from services.gateway.kit.forms import offers
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import field_name
from services.gateway.kit.wall_time import BadWallTime, rfc3339, to_instant, to_wall
from services.gateway.products.contests.console.acts import (
    Act,
    act_page,
    do,
    form_values,
    shown_version,
    typed,
)
from services.gateway.products.contests.console.blueprint import WRITE, console
from shared.errors import FieldError
from shared.forms.numbers import whole_of
from shared.webapp.permissions import requires
from shared.words import UNITS, split_duration

DATES = ("closes_at", "draw_at", "claims_end_at")
WINDOWS = ("confirm_within", "review_within", "answer_within")
TEXTS = ("organiser.name", "organiser.address", "organiser.contact")
# The settings that this page has a box for.
FIELDS = (*DATES, *WINDOWS, "alternates", *TEXTS)


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
    field = _field()
    try:
        after = _after(contest_id, field)
    except ValueError:
        wrong = FieldError("after", "date" if field in DATES else "number")
        return act_page(contest_id, ACT, ServiceProblem(422, "invalid", [wrong]))
    body = {"field": field, "after": after, "reason": typed("reason")}
    return do(contest_id, ACT, body, version=shown_version())


def _field() -> str:
    field = form_values().get("field", "")
    return field if field in FIELDS else "closes_at"


def _around(contest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the setting that is asked for, as it is in force: the service has amended it."""
    settings, field = contest["settings"], _field()
    zone = settings.get("zone") or "UTC"
    value = _value(settings, field)
    offered = [each for each in FIELDS if each == field or each in contest["amendable"]]
    return {
        "field": field,
        "value": value,
        "fields": [(each, field_name(f"settings.{each}")) for each in offered],
        "label": field_name(f"settings.{field}"),
        "kind": "date" if field in DATES else "window" if field in WINDOWS else "text",
        "zone": zone,
        "now": _shown(field, value, zone),
        "current": _typed_form(field, value, zone),
        "units": offers.units(seconds=bool(contest.get("test_beacon"))),
    }


ACT = Act("amend", "/amendments", around=_around)


def _value(settings: Mapping[str, Any], field: str) -> Any:
    value: Any = settings
    for name in field.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _shown(field: str, value: Any, zone: str) -> str:
    if field in DATES:
        return date_text(value, zone)
    return window_text(value) if field in WINDOWS else str(value if value is not None else "–")


def _typed_form(field: str, value: Any, zone: str) -> dict[str, str]:
    if field in DATES and value:
        try:
            return {"after": to_wall(instant(value), zone)}
        except BadWallTime:
            return {"after": ""}
    if field in WINDOWS and value is not None:
        number, unit = split_duration(value)
        return {"after.number": str(number), "after.unit": unit}
    return {"after": "" if value is None else str(value)}


def _after(contest_id: str, field: str) -> Any:
    """Return the new value as the API takes it; raise `ValueError`."""
    if field in DATES:
        zone, before = _shown_before(contest_id, field)
        return rfc3339(to_instant(typed("after"), zone, instant(before) if before else None))
    if field in WINDOWS:
        return whole_of(typed("after.number")) * UNITS.get(typed("after.unit"), 1)
    return whole_of(typed("after")) if field == "alternates" else typed("after")


def _shown_before(contest_id: str, field: str) -> tuple[str, str]:
    """Return zone and instant that the page of this form had shown, else those in force."""
    if "zone" in request.form:
        return typed("zone"), typed("before")
    settings = staff_api("contests").get(f"/contests/{contest_id}").body["settings"]
    return settings.get("zone") or "UTC", _value(settings, field) or ""
