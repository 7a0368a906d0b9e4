"""Erase everything of one person, for whoever asked the organiser to: the owner alone."""

from collections.abc import Iterable
from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.people import Told, ask_everyone
from services.gateway.products.contests.console.blueprint import console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.console.people_view import found_entries, is_partner
from shared.assembly.house import Service, house
from shared.auth import HANDLE_PEOPLE, Caller
from shared.webapp.permissions import requires

AWAY = 503
OWN = "contests"


@console.get("/contests/<contest_id>/people/<ref>/erase")
@requires(HANDLE_PEOPLE)
def erase(contest_id: str, ref: str) -> ResponseReturnValue:
    """Say all that goes, in every contest of the workspace."""
    contest, person = _person(contest_id, ref)
    if not person["email"]:
        return redirect(url_for(".person", contest_id=contest_id, ref=ref), 303)
    return _page(contest, person)


@console.post("/contests/<contest_id>/people/<ref>/erase")
@requires(HANDLE_PEOPLE)
def erase_person(contest_id: str, ref: str) -> ResponseReturnValue:
    """Erase it all; pressed twice, there is nothing more to erase."""
    contest, person = _person(contest_id, ref)
    if person["email"] and not _erased(person["email"]):
        return _page(contest, person, away=True), AWAY
    return redirect(url_for(".person", contest_id=contest_id, ref=ref), 303)


def _person(contest_id: str, ref: str) -> tuple[dict[str, Any], dict[str, Any]]:
    answer = staff_api("contests").get(f"/contests/{contest_id}/people/{ref}").body
    return answer["contest"], answer["items"][0]


def _erased(email: str) -> bool:
    """Return whether every service did; contests, which the page has the address from, as last."""
    others = [service for service in house() if service.name != OWN]
    if any(told.problem for told in _ask("erase", email, others)):
        return False
    own = [service for service in house() if service.name == OWN]
    return not any(told.problem for told in _ask("erase", email, own))


def _ask(verb: str, email: str, services: Iterable[Service]) -> list[Told]:
    who = signed_in()
    caller = Caller(who.account_id, who.workspace_id, frozenset({who.role}), g.request_id)
    return list(ask_everyone(parts().services, services, [caller], verb, email))


def _page(contest: dict[str, Any], person: dict[str, Any], *, away: bool = False) -> str:
    said = gettext(
        "A service did not answer. What was erased stays erased: press the button again."
    )
    told = _ask("find", person["email"], house())
    return render_template(
        "contests/console/erase.html",
        contest=contest,
        title=title_of(contest),
        person=person,
        found=found_entries(told),
        partner=is_partner(told),
        problems=[("", said)] if away else [],
    )
