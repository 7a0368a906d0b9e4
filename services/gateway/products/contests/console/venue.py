"""Open a contest to a place where many people share a network, for a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.security import client_network
from services.gateway.door.sessions import keeps_form
from services.gateway.kit.forms import PageForm
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import (
    Act,
    act_page,
    do,
    form_values,
    typed,
)
from services.gateway.products.contests.console.blueprint import WRITE, console
from services.gateway.products.contests.words import VENUE_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires


@console.get("/contests/<contest_id>/venue")
@requires(WRITE)
def venue(contest_id: str) -> ResponseReturnValue:
    """Ask for network, time and number; show what is open."""
    return act_page(contest_id, ACT)


@console.post("/contests/<contest_id>/venue")
@requires(WRITE)
@keeps_form
def open_venue(contest_id: str) -> ResponseReturnValue:
    """Open the venue, or close the one whose button was pressed."""
    if request.form.get("action") == "close":
        return do(contest_id, CLOSE, {"network": typed("closing")})
    reading = read(VENUE_FIELDS, MultiDict(request.form), {"zone": typed("zone")})
    if reading.errors:
        return act_page(contest_id, ACT, ServiceProblem(422, "invalid", reading.errors))
    return do(contest_id, ACT, reading.body())


def _around(contest: Mapping[str, Any], errors: Sequence[FieldError]) -> dict[str, Any]:
    zone = contest["settings"].get("zone") or "UTC"
    return {
        "form": PageForm(VENUE_FIELDS, _typed(zone), errors),
        "zone": zone,
        "here": client_network(),
        "venues": contest.get("venues") or [],
    }


def _typed(zone: str) -> Typed:
    given = form_values()
    if given.get("action") == "open":
        return MultiDict(given)
    texts = written(VENUE_FIELDS, {})
    texts["network"], texts["zone"] = client_network(), zone
    return texts


ACT = Act("venue", "/venues", anchor="venues", around=_around)
CLOSE = Act("venue", "/venues/close", anchor="venues", around=_around)
