"""Where a partner is paid, and what they say of VAT."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import partner_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import gettext
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.portal.blueprint import portal
from services.gateway.products.influencers.words import BANK_FIELDS
from services.gateway.products.influencers.words.payouts import method_text
from shared.assembly.house import permission
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

OWN = permission("account.own")


@portal.get("/account")
@requires(OWN)
@keeps_form
def account(workspace: str) -> ResponseReturnValue:
    """Show where the partner is paid: of an IBAN its last four signs."""
    return show_account(kept_form())


@portal.post("/account")
@requires(OWN)
@keeps_form
def give_account(workspace: str) -> ResponseReturnValue:
    """Say at which bank; somebody of the team confirms it."""
    typed: Typed = MultiDict(request.form)
    reading = read(BANK_FIELDS, typed)
    if reading.errors:
        return show_account(typed, reading.errors), 422
    try:
        partner_api("influencers").put("/me/account", reading.body())
    except ServiceProblem as problem:
        if problem.status != 422:
            raise
        return show_account(typed, problem.errors), 422
    return redirect(url_for(".account", saved="1"), 303)


def blocked_text(blocked: str) -> str:
    """Return why nothing can be sent, as its partner is told; "" where it can."""
    words = {
        "": "",
        "account_missing": gettext("You have not said yet where you are paid."),
        "account_unconfirmed": gettext(
            "The team has still to confirm your account. It may ask you for its last four signs."
        ),
        "account_incomplete": gettext("You have still to tell Stripe who you are."),
        "account_restricted": gettext(
            "Stripe restricted your account. At Stripe you see what is asked of you."
        ),
    }
    return words.get(blocked, gettext("Nothing can be sent to your account now. Ask the team."))


def show_account(
    typed: Typed | None = None, errors: Sequence[FieldError] = (), *, told: str = ""
) -> str:
    """Return the page, with what was typed and refused on it, or with what else is `told`."""
    found = partner_api("influencers").get("/me/account").body
    known = {"legal_name": found["legal_name"], "vat": found["vat"]}
    form = PageForm(BANK_FIELDS, written(BANK_FIELDS, known) if typed is None else typed, errors)
    return render_template(
        "influencers/portal/account.html",
        form=form,
        problems=[("", told)] if told else form.problems,
        account=found,
        how=method_text(found["method"]),
        why=blocked_text(found["blocked"]),
    )
