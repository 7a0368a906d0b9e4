"""The page of a contest, by its state, with the entry form while it is open; and the thanks."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from services.gateway.door.counting import TooManyAttempts
from services.gateway.door.security import check_token, framed
from services.gateway.kit.formats import hour_text, window_text
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
    typed_form,
)
from services.gateway.products.contests.public.limits import count_form, count_guess
from services.gateway.products.contests.public.memory import (
    contest_behind,
    last_known_contest,
    read_contest,
)
from services.gateway.products.contests.public.screen import contest_screen
from services.gateway.products.contests.public.sending import send
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
@framed
@raw_body
def contest(workspace: str, slug: str) -> ResponseReturnValue:
    """Show the contest; take an entry."""
    if request.method != "POST":
        return contest_screen(read_contest(workspace, slug), fresh_form())
    typed = typed_form()
    try:
        # Checked here and not before the view: a token that expired must not cost what was typed.
        check_token()
    except CSRFError:
        return _again(workspace, slug, typed, 422, said=_stale_form())
    return enter(workspace, slug, typed)


def enter(workspace: str, slug: str, typed: Typed) -> ResponseReturnValue:
    """Send a form that was typed; lead to the page after it, or show the form again."""
    try:
        count_form(workspace, slug)
        contest_id, asked = contest_behind(workspace, slug)
        reading = read(entry_fields(asked), typed)
        entry = entry_of(typed, reading)
        if not reading.errors:
            if _may_guess(entry_fields(asked), entry):
                count_guess(workspace, slug)
            sent = send(workspace, contest_id, typed, entry)
            return redirect(url_for(".thanks", workspace=workspace, slug=slug, sent=sent), 303)
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


def _may_guess(asked: Sequence[Field], entry: Mapping[str, Any]) -> bool:
    """Tell whether a form holds a text of the mechanic's own, such as a code."""
    answers = {f"answers.{name}": answer for name, answer in entry["answers"].items()}
    return any(field.kind in GUESSED and answers.get(field.path) for field in asked)


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
    """Say why, and when to try again; what was typed stays in the form."""
    text = gettext(
        "Many forms came from your network, which counts as one. Yours was not taken yet: send it "
        "again in %(time)s, from %(hour)s. What you typed is still here. Where many people share "
        "a network, the organiser can let more of them in.",
        time=_rounded(seconds),
        hour=_hour_in(workspace, slug, seconds),
    )
    return _again(workspace, slug, typed, 429, said=text, retry_after=seconds)


def _rounded(seconds: int) -> str:
    return window_text(seconds if seconds < 60 else -(-seconds // 60) * 60)


def _hour_in(workspace: str, slug: str, seconds: int) -> str:
    """Return « 14 h 34 » in the contest's zone, the first whole minute at which it is taken."""
    try:
        zone = last_known_contest(workspace, slug)["settings"]["zone"]
    except ServiceProblem:
        zone = "UTC"
    at = parts().clock.now() + timedelta(seconds=seconds)
    at += -timedelta(seconds=at.second, microseconds=at.microsecond) % timedelta(minutes=1)
    return hour_text(at.astimezone(ZoneInfo(zone)))


def _stale_form() -> str:
    return gettext("This form had been open for too long. Nothing is lost: send it again.")
