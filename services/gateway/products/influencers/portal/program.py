"""A program: its terms, what one earns in it, what is kept back, what to write beside a post."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from services.gateway.kit.calling import partner_api
from services.gateway.kit.formats import minute_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.portal.blueprint import OWN, ZONE, portal, read_home
from services.gateway.products.influencers.portal.home import program_card
from services.gateway.products.influencers.words import APPLICATION_FIELDS
from services.gateway.products.influencers.words.reward import conditions, reward_text
from shared.assembly.house import permission
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

PAID = permission("account.own")
BOXES = ("of_age", "accept_terms")
FIELDS = tuple(each for each in APPLICATION_FIELDS if each.path in BOXES)
# What the law of 9 June 2023 asks, word for word, whatever the language of the page.
DISCLOSURES = ("Publicité", "Collaboration commerciale")
SHOWN = frozenset({409, 410, 422})


@portal.get("/programs/<program_id>")
@requires(OWN)
def program(workspace: str, program_id: str) -> ResponseReturnValue:
    """Show a program that the partner is in, or is asked into."""
    return _screen(program_id, written(FIELDS, {}))


@portal.post("/programs/<program_id>")
@requires(OWN)
def accept_program(workspace: str, program_id: str) -> ResponseReturnValue:
    """Accept the terms that the page showed, by their hash."""
    typed: Typed = MultiDict(request.form)
    values = read(FIELDS, typed).values
    if wrong := [FieldError(each, "missing") for each in BOXES if not values.get(each)]:
        return _screen(program_id, typed, wrong), 422
    shown = {"terms_hash": typed.get("terms_hash", ""), "language": current_language()}
    body = {**shown, **dict.fromkeys(BOXES, True)}
    try:
        partner_api("influencers").post(f"/me/programs/{program_id}/accept", body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        slug = "terms_changed" if problem.status == 422 else problem.slug
        return _screen(program_id, typed, said=sentence(slug)), problem.status
    return redirect(url_for(".program", program_id=program_id, saved="1"), 303)


@portal.post("/programs/<program_id>/decline")
@requires(OWN)
def decline_program(workspace: str, program_id: str) -> ResponseReturnValue:
    """Say that it is not wanted now."""
    return _done(program_id, "decline", {})


@portal.post("/programs/<program_id>/appeal")
@requires(OWN)
def appeal(workspace: str, program_id: str) -> ResponseReturnValue:
    """Ask for a decision about what one reason keeps back."""
    return _done(program_id, "appeal", {"reason": request.form.get("reason", "")})


@portal.post("/programs/<program_id>/payout")
@requires(PAID)
def ask_payout(workspace: str, program_id: str) -> ResponseReturnValue:
    """Ask to be paid what is due; one press asks once, and somebody of the team approves it."""
    body, key = {"program_id": program_id}, request.form.get("key", "")
    try:
        partner_api("influencers").post("/me/payouts", body, key=key)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        said = gettext("Nothing is due now, or it was asked for already. Nothing changed.")
        return _screen(program_id, written(FIELDS, {}), said=said), problem.status
    return redirect(url_for(".program", program_id=program_id, saved="payout"), 303)


def _done(program_id: str, act: str, body: dict[str, str]) -> ResponseReturnValue:
    try:
        partner_api("influencers").post(f"/me/programs/{program_id}/{act}", body)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        said = sentence("wrong_enrollment_state")
        return _screen(program_id, written(FIELDS, {}), said=said), problem.status
    return redirect(url_for(".program", program_id=program_id, saved=act), 303)


def _screen(
    program_id: str, typed: Typed, errors: Sequence[FieldError] = (), *, said: str = ""
) -> str:
    home = read_home()
    found: Mapping[str, Any] | None = next(
        (each for each in home["programs"] if each["id"] == program_id), None
    )
    if found is None:
        raise NotFound
    form, settings = PageForm(FIELDS, typed, errors, whole=True), found["settings"]
    return render_template(
        "influencers/portal/program.html",
        card=program_card(found, home),
        program=found,
        settings=settings,
        form=form,
        problems=[("", said)] if said else form.problems,
        reward=reward_text(settings),
        conditions=conditions(settings),
        accepted=minute_text(found["accepted_at"], ZONE) if found["accepted_at"] else "",
        disclosures=DISCLOSURES,
        key=parts().ids.ulid(),
    )
