"""Correcting what one typed, by the link in one's mail, until entries end."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.security import unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.countries import country_choices
from services.gateway.kit.forms import PageForm
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.own_entry import own_page, read_own
from services.gateway.products.contests.words import ENTRY_FIELDS, EXCLUDED_COUNTRIES
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import open_to_all, raw_body

FIELDS = tuple(each for each in ENTRY_FIELDS if each.path in ("first_name", "country"))
SHOWN = frozenset({400, 409, 410, 422, 503})


@public.route("/entry/<token>/correct", methods=["GET", "POST"])
@open_to_all
@unreferred
@raw_body
def correct(workspace: str, token: str) -> ResponseReturnValue:
    """Show name and country as they are kept; the button keeps them as they were typed."""
    own = read_own(workspace, token)
    if request.method == "POST":
        typed = MultiDict(request.form)
        return _page(token, own, typed) if form_is_stale() else _keep(workspace, token, own, typed)
    if "correct" not in own["actions"]:
        return redirect(url_for(".own_entry", token=token), 303)
    return _page(token, own, written(FIELDS, own))


def _keep(workspace: str, token: str, own: dict[str, Any], typed: Typed) -> ResponseReturnValue:
    where = f"/entries/by-token/{token}/correct"
    try:
        public_api("contests", workspace).post(where, read(FIELDS, typed).body())
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        said = "" if problem.errors else sentence(problem.slug)
        return _page(token, own, typed, problem.errors, said=said), problem.status
    return redirect(url_for(".own_entry", token=token, saved=1), 303)


def _page(
    token: str,
    own: dict[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    *,
    said: str = "",
) -> str:
    form = PageForm(FIELDS, typed, errors, whole=True)
    return own_page(
        "contests/public/correct.html",
        token,
        own,
        form=form,
        problems=[("", said)] if said else form.problems,
        countries=country_choices(
            own["contest"]["settings"]["eligibility"]["countries"], EXCLUDED_COUNTRIES
        ),
    )
