"""The partners of a workspace: filters stand in the address, what was searched never."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.countries import country_groups
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import console
from services.gateway.products.influencers.console.partner_view import partner_row
from services.gateway.products.influencers.words.states import choices_of
from shared.auth import READ_PEOPLE
from shared.errors import FieldError
from shared.webapp.permissions import requires

WRONG = 422
NOBODY: dict[str, Any] = {"items": [], "after": None, "actions": []}


@console.get("/partners")
@requires(READ_PEOPLE)
def partners() -> ResponseReturnValue:
    """Show partners, the newest first, of one kind and one country where they are chosen."""
    chosen = _chosen()
    kept = kept_form()
    page = staff_api("influencers").get("/partners", **chosen, after=request.args.get("after")).body
    return _page(page, chosen, sought=kept.get("text", "") if kept else "")


@console.post("/partners")
@requires(READ_PEOPLE)
@keeps_form
def search_partners() -> ResponseReturnValue:
    """Find a partner by a whole address, or by how the name begins."""
    sought, after = typed("text"), typed("after")
    body = {"text": sought} | ({"after": after} if after else {})
    try:
        page = staff_api("influencers").post("/partners/search", body).body
    except ServiceProblem as problem:
        if problem.status != WRONG:
            raise
        first = problem.errors[0] if problem.errors else FieldError("text", "invalid")
        errors = {"text": sentence(first.code, "text", first.params)}
        return _page(NOBODY, _none(), sought=sought, errors=errors), WRONG
    return _page(page, _none(), sought=sought, searched=True)


def _chosen() -> dict[str, str]:
    kinds = {value for value, _ in choices_of("kind")}
    countries = {code for code, _ in country_groups(())[1]}
    kind, country = request.args.get("kind", ""), request.args.get("country", "")
    return {
        "kind": kind if kind in kinds else "",
        "country": country if country in countries else "",
    }


def _none() -> dict[str, str]:
    return {"kind": "", "country": ""}


def _page(
    page: dict[str, Any],
    chosen: dict[str, str],
    *,
    sought: str,
    searched: bool = False,
    errors: dict[str, str] | None = None,
) -> str:
    return render_template(
        "influencers/console/partners.html",
        rows=[partner_row(each) for each in page["items"]],
        after=page["after"],
        paged="after" in request.args,
        actions=page["actions"],
        chosen=chosen,
        filtered=any(chosen.values()),
        kinds=choices_of("kind"),
        countries=country_groups(())[1],
        sought=sought,
        searched=searched,
        errors=errors or {},
        problems=list((errors or {}).items()),
    )
