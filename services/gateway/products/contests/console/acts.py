"""Acts that cannot be undone: a page each says in words what will happen, then the act."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.forms.sent import shown_version as shown_version
from services.gateway.kit.forms.sent import typed as typed
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence, sentences
from services.gateway.products.contests.console.contest_view import title_of
from shared.errors import FieldError

REF = re.compile(r"[a-z0-9-]{6,40}")
# What a service may answer to an act that came too late or was wrong: shown beside the form.
SHOWN = frozenset({400, 409, 410, 412, 422, 503})


def _nothing_more(_contest: Mapping[str, Any], _errors: Sequence[FieldError]) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Act:
    """An act on a contest: the template of its page, its path after `/contests/{id}`.

    `around` returns what the template is handed besides, of the contest as it is now and of what
    was wrong; its `form`, where there is one, words the errors. `outcome`: the page needs what
    became of the winners too, which stands in the contest as `outcome`. `lands` is the page that
    is shown once it is done, `saved` what that page says then.
    """

    template: str
    path: str
    anchor: str = ""
    around: Callable[[Mapping[str, Any], Sequence[FieldError]], dict[str, Any]] = _nothing_more
    outcome: bool = False
    lands: str = ".contest"
    saved: str | None = None


def act_page(
    contest_id: str, act: Act, problem: ServiceProblem | None = None
) -> ResponseReturnValue:
    """Show the page of an act, with what was typed before a refusal or an expired session."""
    contest = _contest(contest_id, act)
    errors = problem.errors if problem else ()
    around = act.around(contest, errors)
    page = render_template(
        f"contests/console/{act.template}.html",
        contest=contest,
        title=title_of(contest),
        values=form_values(),
        errors=sentences(errors),
        problems=_problems(problem, around.get("form")) if problem else [],
        **around,
    )
    return page, problem.status if problem else 200


def _contest(contest_id: str, act: Act) -> Mapping[str, Any]:
    contests = staff_api("contests")
    if not act.outcome:
        return dict(contests.get(f"/contests/{contest_id}").body)
    whole = contests.get(f"/contests/{contest_id}/overview", limit=1).body
    return {**whole["contest"], "outcome": whole["outcome"]}


def do(contest_id: str, act: Act, body: Any, *, version: int | None = None) -> ResponseReturnValue:
    """Do the act and go to the page where it lands; a refusal is told on the page of the act.

    `version` is that of the contest as the page showed it, for acts that must not miss a change.
    """
    try:
        staff_api("contests").post(f"/contests/{contest_id}{act.path}", body, version=version)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return act_page(contest_id, act, problem)
    landed = url_for(act.lands, contest_id=contest_id, saved=act.saved, _anchor=act.anchor or None)
    return redirect(landed, 303)


def form_values() -> MultiDict[str, str]:
    """Return what the form of the act shows: what was sent, was kept, or stands in the address."""
    return request.form if request.method == "POST" else kept_form() or request.args


def known_ref(text: str) -> str:
    """Return a ref that came by the address, "" unless it looks like one."""
    return text if REF.fullmatch(text) else ""


def _problems(problem: ServiceProblem, form: PageForm | None) -> Sequence[tuple[str, str]]:
    if form is not None and problem.errors:
        return form.problems
    found = [(each.field, sentence(each.code, each.field, each.params)) for each in problem.errors]
    return found or [("", sentence(problem.slug))]
