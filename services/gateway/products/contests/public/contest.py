"""The page of a contest, by its state, with the entry form while it is open; and the thanks."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from services.gateway.door.counting import TooManyAttempts, count_attempt
from services.gateway.door.rates import count_request
from services.gateway.door.security import check_token, client_network
from services.gateway.kit.calling import public_api
from services.gateway.kit.formats import window_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.entry_form import (
    away_sentence,
    entry_fields,
    entry_of,
    errors_of,
    fresh_form,
    key_of_content,
    typed_form,
)
from services.gateway.products.contests.public.memory import (
    contest_behind,
    last_known_contest,
    read_contest,
)
from services.gateway.products.contests.public.screen import contest_screen
from shared.errors import FieldError, Unreachable
from shared.forms.field import Field, Kind
from shared.forms.reading import read
from shared.forms.writing import Typed
from shared.webapp.permissions import open_to_all, raw_body

# What the service may answer to a form, apart from being away; the rest has its own page.
SHOWN = frozenset({400, 409, 410, 422})
GUESSED = (Kind.TEXT, Kind.SECRET)


@public.route("/c/<slug>", methods=["GET", "POST"])
@open_to_all
@raw_body
def contest(workspace: str, slug: str) -> ResponseReturnValue:
    """Show the contest; take an entry."""
    if request.method != "POST":
        return contest_screen(read_contest(workspace, slug), fresh_form())
    typed = typed_form()
    try:
        count_request("entry", client_network(), parts().entry_rate)
    except TooManyAttempts as error:
        return _too_many(workspace, slug, typed, error.retry_after or 60)
    return _enter(workspace, slug, typed)


@public.get("/c/<slug>/thanks")
@open_to_all
def thanks(workspace: str, slug: str) -> ResponseReturnValue:
    """Say that a mail is on its way: the same for everybody, whoever takes part already."""
    contest = last_known_contest(workspace, slug)
    return render_template("contests/public/thanks.html", contest=contest)


def _enter(workspace: str, slug: str, typed: Typed) -> ResponseReturnValue:
    try:
        # Checked here and not before the view: a token that expired must not cost what was typed.
        check_token()
    except CSRFError:
        return _again(workspace, slug, typed, 422, said=_stale_form())
    try:
        contest_id, asked = contest_behind(workspace, slug)
        reading = read(entry_fields(asked), typed)
        entry = entry_of(typed, reading)
        if not reading.errors:
            _count_guesses(entry_fields(asked), entry, f"{workspace}/{slug}")
            _send(workspace, contest_id, entry, typed["request_key"])
            return redirect(url_for(".thanks", workspace=workspace, slug=slug), 303)
        status, wrong, said = 422, reading.errors, ""
    except TooManyAttempts as error:
        return _too_many(workspace, slug, typed, error.retry_after or 60)
    except Unreachable:
        return _again(workspace, slug, typed, 503, said=sentence("unavailable"))
    except ServiceProblem as problem:
        if problem.status >= 500:
            away = away_sentence(problem)
            return _again(workspace, slug, typed, 503, said=away, retry_after=problem.retry_after)
        if problem.status not in SHOWN:
            raise
        status, wrong = problem.status, list(problem.errors)
        said = "" if wrong else sentence(problem.slug)
    errors = errors_of(wrong, entry, last_known_contest(workspace, slug)) if wrong else []
    return _again(workspace, slug, typed, status, errors, said=said)


def _count_guesses(asked: Sequence[Field], entry: Mapping[str, Any], contest: str) -> None:
    """Count a form that holds a text of the mechanic's own, such as a code: it may be a guess."""
    answers = {f"answers.{name}": answer for name, answer in entry["answers"].items()}
    if any(field.kind in GUESSED and answers.get(field.path) for field in asked):
        count_attempt("code", f"{client_network()} {contest}", parts().entry_rate)


def _send(workspace: str, contest_id: str, entry: dict[str, Any], key: str) -> None:
    api, path = public_api("contests", workspace), f"/contests/{contest_id}/entries"
    try:
        api.post(path, entry, key=key)
    except ServiceProblem as problem:
        if problem.slug != "idempotency_conflict":
            raise
        # Someone went back to correct the address they had sent: that is another sending.
        api.post(path, entry, key=key_of_content(key, entry))


def _again(
    workspace: str,
    slug: str,
    typed: Typed,
    status: int,
    errors: Sequence[FieldError] = (),
    *,
    said: str = "",
    retry_after: int | None = None,
) -> ResponseReturnValue:
    try:
        contest = last_known_contest(workspace, slug)
        page = contest_screen(contest, typed, errors, said=said, over=status == 410)
    except ServiceProblem as problem:
        if problem.status < 500:
            raise
        status, page = 503, _form_alone(slug, typed, said)
    response = make_response(page, status)
    if status in (429, 503):
        response.headers["Retry-After"] = str(retry_after or 5)
    return response


def _form_alone(slug: str, typed: Typed, said: str) -> str:
    kept = [(name, text) for name, text in typed.items(multi=True) if name != "csrf_token"]
    problems = [("", said or sentence("unavailable"))]
    return render_template("contests/public/again.html", slug=slug, kept=kept, problems=problems)


def _too_many(workspace: str, slug: str, typed: Typed, seconds: int) -> ResponseReturnValue:
    """Say when to try again; what was typed stays in the form."""
    text = gettext(
        "Many forms came from your network. Yours was not taken yet: send it again in %(time)s. "
        "What you typed is still here.",
        time=_rounded(seconds),
    )
    return _again(workspace, slug, typed, 429, said=text, retry_after=seconds)


def _rounded(seconds: int) -> str:
    return window_text(seconds if seconds < 60 else -(-seconds // 60) * 60)


def _stale_form() -> str:
    return gettext("This form had been open for too long. Nothing is lost: send it again.")
