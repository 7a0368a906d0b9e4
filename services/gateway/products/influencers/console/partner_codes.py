"""Discount codes of a partner, made and switched on their page."""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.blueprint import WRITE, console
from services.gateway.products.influencers.console.partner_page import SHOWN, show_partner
from shared.webapp.permissions import requires


@console.post("/partners/<partner_id>/codes")
@requires(WRITE)
@keeps_form
def make_code(partner_id: str) -> ResponseReturnValue:
    """Make a code for the partner."""
    body = {"program_id": typed("code_program"), "code": typed("code")}
    return _done(partner_id, f"/partners/{partner_id}/codes", body)


@console.post("/partners/<partner_id>/codes/<code_id>/<any(disable, enable):verb>")
@requires(WRITE)
def switch_code(partner_id: str, code_id: str, verb: str) -> ResponseReturnValue:
    """Disable a code, or enable it again."""
    return _done(partner_id, f"/codes/{code_id}/{verb}", {})


def _done(partner_id: str, path: str, body: dict[str, Any]) -> ResponseReturnValue:
    try:
        staff_api("influencers").post(path, body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return show_partner(partner_id, problem), 422
    return redirect(url_for(".partner", partner_id=partner_id, _anchor="codes"), 303)
