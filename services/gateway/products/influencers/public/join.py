"""The page of an open program, its form, and the page after it: the same for everybody."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from services.gateway.door.counting import TooManyAttempts
from services.gateway.door.rates import count_request
from services.gateway.door.security import check_token, client_network
from services.gateway.kit.calling import public_api
from services.gateway.kit.countries import country_groups
from services.gateway.kit.formats import window_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import is_known, sentence
from services.gateway.products.influencers.public.blueprint import public
from services.gateway.products.influencers.words import APPLICATION_FIELDS
from services.gateway.products.influencers.words.reward import conditions, reward_text
from shared.errors import FieldError, Unreachable
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import open_to_all, raw_body

GONE, MANY = 410, 429
SHOWN = frozenset({400, 409, 422, 503})


@public.route("/join/<program_id>", methods=["GET", "POST"])
@open_to_all
@raw_body
def join(workspace: str, program_id: str) -> ResponseReturnValue:
    """Show what a program pays and its terms; take an application."""
    try:
        program = public_api("influencers", workspace).get(f"/public/programs/{program_id}").body
    except ServiceProblem as problem:
        if problem.status != GONE:
            raise
        return render_template("influencers/public/closed.html"), GONE
    if request.method != "POST":
        return _screen(program, written(APPLICATION_FIELDS, {}))
    typed: Typed = MultiDict(request.form)
    try:
        # Checked here and not before the view: a token that expired must not cost what was typed.
        check_token()
        count_request("application", client_network(), parts().entry_rate)
    except CSRFError:
        said = gettext("This form had been open for too long. Nothing is lost: send it again.")
        return _screen(program, typed, said=said), 422
    except TooManyAttempts as error:
        return _too_many(program, typed, error.retry_after or 60)
    return _apply(workspace, program, typed)


@public.get("/join/<program_id>/thanks")
@open_to_all
def joined(workspace: str, program_id: str) -> ResponseReturnValue:
    """Say what happens now, whoever applied."""
    return render_template("influencers/public/thanks.html", program_id=program_id)


def _apply(workspace: str, program: dict[str, Any], typed: Typed) -> ResponseReturnValue:
    reading = read(APPLICATION_FIELDS, typed)
    empty = [
        FieldError(field.path, "missing")
        for field in APPLICATION_FIELDS
        if field.required and not reading.values.get(field.path)
    ]
    if wrong := [*reading.errors, *empty]:
        return _screen(program, typed, wrong), 422
    # The terms that the reader had before them, which may be others by now.
    shown = {"language": current_language(), "terms_hash": typed.get("terms_hash", "")}
    path = f"/public/programs/{program['id']}/applications"
    try:
        public_api("influencers", workspace).post(path, {**reading.body(), **shown})
    except Unreachable:
        return _screen(program, typed, said=sentence("unavailable")), 503
    except ServiceProblem as problem:
        return _refused(program, typed, problem)
    return redirect(url_for(".joined", workspace=workspace, program_id=program["id"]), 303)


def _refused(program: dict[str, Any], typed: Typed, problem: ServiceProblem) -> ResponseReturnValue:
    if problem.status == GONE:
        return render_template("influencers/public/closed.html"), GONE
    if problem.status not in SHOWN:
        raise problem
    paths = [field.path for field in APPLICATION_FIELDS]
    wrong = sorted(
        (each for each in problem.errors if each.field in paths),
        key=lambda each: paths.index(each.field),
    )
    slug = problem.slug if is_known(problem.slug) else "terms_changed"
    return _screen(program, typed, wrong, said="" if wrong else sentence(slug)), problem.status


def _too_many(program: dict[str, Any], typed: Typed, seconds: int) -> ResponseReturnValue:
    """Say why, and when to try again; what was typed stays in the form."""
    wait = window_text(seconds if seconds < 60 else -(-seconds // 60) * 60)
    said = gettext(
        "Many forms came from your network. Yours was not taken yet: send it again in %(time)s. "
        "What you typed is still here.",
        time=wait,
    )
    response = make_response(_screen(program, typed, said=said), MANY)
    response.headers["Retry-After"] = str(seconds)
    return response


def _screen(
    program: Mapping[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    *,
    said: str = "",
) -> str:
    form, settings = PageForm(APPLICATION_FIELDS, typed, errors, whole=True), program["settings"]
    return render_template(
        "influencers/public/join.html",
        program=program,
        settings=settings,
        form=form,
        problems=[("", said)] if said else form.problems,
        reward=reward_text(settings),
        conditions=conditions(settings),
        countries=country_groups(())[1],
    )
