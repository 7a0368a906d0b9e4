"""Where a partner is paid; and the account that the team pays from."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import minute_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.sent import typed as sent
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.blueprint import PAY, ZONE, console
from services.gateway.products.influencers.words import BANK_FIELDS, PAYER_FIELDS
from services.gateway.products.influencers.words.payouts import method_text, reason_text
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

SHOWN = (409, 410, 422, 503)


@console.get("/partners/<partner_id>/account")
@requires(PAY)
def account(partner_id: str) -> ResponseReturnValue:
    """Show where a partner is paid, noted first; of an IBAN its last four signs."""
    return show_account(partner_id)


@console.post("/partners/<partner_id>/account")
@requires(PAY)
def give_account(partner_id: str) -> ResponseReturnValue:
    """Say at which bank the partner is paid; somebody else confirms it."""
    typed: Typed = MultiDict(request.form)
    reading = read(BANK_FIELDS, typed)
    if reading.errors:
        return show_account(partner_id, typed, reading.errors), 422
    try:
        staff_api("influencers").put(f"/partners/{partner_id}/account", reading.body())
    except ServiceProblem as problem:
        return show_account(partner_id, typed, _errors(problem)), 422
    return redirect(url_for(".account", partner_id=partner_id), 303)


@console.post("/partners/<partner_id>/account/confirm")
@requires(PAY)
def confirm_account(partner_id: str) -> ResponseReturnValue:
    """Confirm the account that was read."""
    change = sent("change")
    body = {"change": int(change) if change.isdecimal() else 0}
    try:
        staff_api("influencers").post(f"/partners/{partner_id}/account/confirm", body)
    except ServiceProblem as problem:
        return show_account(partner_id, errors=_errors(problem)), 422
    return redirect(url_for(".account", partner_id=partner_id), 303)


@console.get("/payouts/payer")
@requires(PAY)
def payer() -> ResponseReturnValue:
    """Show the account that the team pays from."""
    return _payer()


@console.post("/payouts/payer")
@requires(PAY)
def save_payer() -> ResponseReturnValue:
    """Pay from another account from now on."""
    typed: Typed = MultiDict(request.form)
    reading = read(PAYER_FIELDS, typed)
    if reading.errors:
        return _payer(typed, reading.errors), 422
    try:
        staff_api("influencers").put("/payer", reading.body())
    except ServiceProblem as problem:
        return _payer(typed, _errors(problem)), 422
    return redirect(url_for(".payouts"), 303)


def _errors(problem: ServiceProblem) -> Sequence[FieldError]:
    if problem.status not in SHOWN:
        raise problem
    return problem.errors or [FieldError("", problem.slug)]


def show_account(
    partner_id: str, typed: Typed | None = None, errors: Sequence[FieldError] = ()
) -> str:
    """Return the page of an account, with what was typed and refused on it."""
    found: dict[str, Any] = staff_api("influencers").get(f"/partners/{partner_id}/account").body
    known = {"legal_name": found["legal_name"], "vat": found["vat"]}
    return render_template(
        "influencers/console/account.html",
        form=PageForm(BANK_FIELDS, written(BANK_FIELDS, known) if typed is None else typed, errors),
        account=found,
        how=method_text(found["method"]),
        why=reason_text(found["blocked"]),
        changed=minute_text(found["changed_at"], ZONE),
        confirmed=minute_text(found["confirmed_at"], ZONE),
    )


def _payer(typed: Typed | None = None, errors: Sequence[FieldError] = ()) -> str:
    found = staff_api("influencers").get("/payer").body
    known = written(PAYER_FIELDS, {"name": found["name"]})
    return render_template(
        "influencers/console/payer.html",
        form=PageForm(PAYER_FIELDS, known if typed is None else typed, errors),
        payer=found,
    )
