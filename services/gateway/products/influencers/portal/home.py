"""The first page: link and code first, then the money, then what came."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.formats import number_text
from services.gateway.products.influencers.portal.blueprint import OWN, portal, read_home
from services.gateway.products.influencers.portal.money import money_of
from services.gateway.products.influencers.words.states import own_state
from shared.webapp.permissions import requires

# What is never a person, and never paid.
APART = ("bot", "preview", "scanner", "duplicate")


@portal.get("/")
@requires(OWN)
def home(workspace: str) -> ResponseReturnValue:
    """Show each program, and what came in the last 30 days."""
    found = read_home()
    cards = [program_card(each, found) for each in found["programs"]]
    return render_template(
        "influencers/portal/home.html",
        programs=cards,
        lead=leading(cards),
        figures=figures_of(found),
        account=found["account"],
        standin=found["paid_through"] == "standin",
    )


def leading(cards: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the program whose button is filled: one that asks, else the first that has a link."""
    asked = (each for each in cards if each["asked"])
    linked = (each for each in cards if each["in"] and each["first"])
    return next(asked, None) or next(linked, None)


def program_card(standing: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a program at first sight."""
    own = standing["id"]
    links = [
        {**each, "short": each["url"].partition("://")[2]}
        for each in found["links"]
        if each["program_id"] == own
    ]
    return {
        "id": own,
        "name": standing["settings"]["name"],
        "page": url_for(".program", program_id=own),
        "state": own_state(standing["state"]),
        "in": standing["state"] == "approved",
        "asked": "accept" in standing["actions"],
        "waits": standing["state"] == "pending",
        "links": links,
        "first": next((each for each in links if each["leads"]), None),
        "codes": [each["code"] for each in found["codes"] if each["program_id"] == own],
        "money": money_of(standing, found["account"]),
    }


def figures_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts of the days, people apart from what is none."""
    clicks = found["clicks"]
    apart = sum(clicks[each] for each in APART)
    return {
        "people": number_text(clicks["human"]),
        "entries": number_text(found["entries"]),
        "sales": number_text(found["sales"]),
        "apart": number_text(apart) if apart else "",
    }
