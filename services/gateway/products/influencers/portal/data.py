"""What is kept of a partner: shown, put right, taken out, erased."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.portal import end_of_session
from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import partner_api
from services.gateway.kit.countries import country_groups
from services.gateway.kit.formats import minute_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.portal.blueprint import OWN, ZONE, portal, read_home
from services.gateway.products.influencers.portal.leaving import DOOR
from services.gateway.products.influencers.portal.money import said
from services.gateway.products.influencers.words import OWN_FIELDS
from services.gateway.products.influencers.words.states import choice_words
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

SHOWN = frozenset({412, 422})


@portal.get("/data")
@requires(OWN)
@keeps_form
def data(workspace: str) -> ResponseReturnValue:
    """Show what is kept, and what the partner may put right."""
    return _screen(kept_form())


@portal.post("/data")
@requires(OWN)
@keeps_form
def correct(workspace: str) -> ResponseReturnValue:
    """Put right what was read; nothing typed is lost where somebody else changed it meanwhile."""
    typed: Typed = MultiDict(request.form)
    reading = read(OWN_FIELDS, typed)
    version = typed.get("version", "")
    if reading.errors:
        return _screen(typed, reading.errors), 422
    try:
        partner_api("influencers").patch(
            "/me", reading.body(), version=int(version) if version.isdecimal() else 0
        )
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        told = "" if problem.errors else sentence(problem.slug)
        return _screen(typed, problem.errors, told=told), problem.status
    return redirect(url_for(".data", saved="1"), 303)


@portal.post("/data/export")
@requires(OWN)
def export(workspace: str) -> Response:
    """Hand all of it out as a file; that it was taken out is noted first."""
    found = partner_api("influencers").post("/me/export").body
    answer = make_response(json.dumps(found, ensure_ascii=False, indent=2))
    answer.headers["Content-Type"] = "application/json"
    answer.headers["Content-Disposition"] = 'attachment; filename="kermesse-partner.json"'
    return answer


@portal.get("/data/erase")
@requires(OWN)
def ask_erasing(workspace: str) -> ResponseReturnValue:
    """Say in words what erasing means, and what would still be owed."""
    owed = [
        {"name": each["settings"]["name"], "amount": said(_owed(each))}
        for each in read_home()["programs"]
        if _owed(each)["amount"] > 0
    ]
    return render_template("influencers/portal/erase.html", owed=owed)


@portal.post("/data/erase")
@requires(OWN)
def erase(workspace: str) -> ResponseReturnValue:
    """Erase all that names the partner, and end the session."""
    partner_api("influencers").post("/me/erase")
    end_of_session()
    return redirect(url_for(DOOR, workspace=workspace, erased="1"), 303)


def _owed(standing: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was earned and has not been paid."""
    balance = standing["balance"]
    amount = balance["earned"]["amount"] - balance["paid"]["amount"]
    return {"amount": amount, "currency": balance["earned"]["currency"]}


def _screen(
    typed: Typed | None = None, errors: Sequence[FieldError] = (), *, told: str = ""
) -> str:
    found = partner_api("influencers").get("/me").body
    form = PageForm(
        OWN_FIELDS, written(OWN_FIELDS, found) if typed is None else typed, errors, whole=True
    )
    return render_template(
        "influencers/portal/data.html",
        form=form,
        problems=[("", told)] if told else form.problems,
        kept=found,
        kind=choice_words("kind", found["kind"]),
        basis=choice_words("legal_basis", found["legal_basis"]),
        since=minute_text(found["created_at"], ZONE),
        countries=country_groups(())[1],
    )
