"""A program that was opened: what it pays, who is in, where people apply."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.formats import amount_text, minute_text, number_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts, signed_in
from services.gateway.products.influencers.console.blueprint import PAY, READ, ZONE, console
from services.gateway.products.influencers.console.program_form import program_at
from services.gateway.products.influencers.console.programs import name_of
from services.gateway.products.influencers.words.reward import conditions, rates_text, reward_text
from services.gateway.products.influencers.words.states import program_state
from shared.webapp.permissions import requires


@console.get("/programs/<program_id>")
@requires(READ)
def program(program_id: str) -> ResponseReturnValue:
    """Show a program; a draft leads to its form where it may be edited."""
    found = program_at(program_id)
    if "edit" in found["actions"]:
        return redirect(url_for(".edit_program", program_id=program_id), 303)
    settings = found["settings"]
    return render_template(
        "influencers/console/program.html",
        program=found,
        name=name_of(found),
        settings=settings,
        state=program_state(found["state"]),
        facts=_facts(found),
        reward=reward_text(settings),
        conditions=conditions(settings),
        groups=[(each["name"], rates_text(each)) for each in settings.get("groups") or ()],
        budget=_budget(settings),
        opened=minute_text(found["opened_at"], ZONE),
        ended=minute_text(found["ended_at"], ZONE),
        pages=[(code, join_address(found, code)) for code in ("fr", "en")],
        acts=[(text, url) for act, text, url in _acts(found) if act in found["actions"]],
        owed=url_for(".owed", program_id=program_id) if may_pay() else "",
    )


def may_pay() -> bool:
    """Tell whether whoever is signed in proposes and approves payouts."""
    return signed_in().role in PAY.roles


def join_address(program: Mapping[str, Any], language: str) -> str:
    """Return the address of the page where people apply."""
    where = f"{parts().public_url}/{language}/w/{signed_in().workspace_id}"
    return f"{where}/join/{program['id']}"


def _facts(program: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return three figures; whoever may read partners is led to those behind each."""
    counts, may = program["counts"], "read_partners" in program["actions"]
    told = (
        ("approved", gettext("Partners who are in")),
        ("pending", gettext("Applications to decide")),
        ("invited", gettext("Have still to accept the terms")),
    )
    return [
        {
            "label": label,
            "figure": number_text(counts.get(state, 0)),
            "url": url_for(".enrolled", program_id=program["id"], state=state) if may else "",
        }
        for state, label in told
    ]


def _budget(settings: Mapping[str, Any]) -> str:
    budget = settings.get("budget")
    return amount_text(budget["amount"], budget["currency"]) if budget else ""


def _acts(program: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    words = {
        "pause": gettext("Pause…"),
        "resume": gettext("Open again…"),
        "end": gettext("End the program…"),
    }
    place = {"program_id": program["id"]}
    return [(act, text, url_for(".move", move=act, **place)) for act, text in words.items()]
