"""Links as their tables and their own page show them."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.gateway.kit.formats import NOTHING, date_text, minute_text, number_text
from services.gateway.products.influencers.console.blueprint import ZONE
from services.gateway.products.influencers.words.links import link_state

UTM = ("source", "medium", "campaign", "term", "content")


def link_row(link: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a list."""
    return {
        "id": link["id"],
        "page": url_for(".link", link_id=link["id"]),
        "key": link["key"],
        "url": link["url"],
        "short": link["url"].partition("://")[2],
        "destination": link["destination"],
        "label": link["label"] or NOTHING,
        "state": link_state(link["state"], link["expired"]),
        "since": minute_text(link["created_at"], ZONE),
    }


def link_page(link: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is known of a link, in words."""
    told = [(f"utm_{name}", link[f"utm_{name}"]) for name in UTM]
    return {
        **link_row(link),
        "address": link["address"],
        "fallback": link["fallback"],
        "expires": date_text(link["expires_at"], ZONE),
        "cap": number_text(link["cap"]) if link["cap"] else NOTHING,
        "utm": [(name, value) for name, value in told if value],
        "pass_query": link["pass_query"],
        "tells": link["tells"],
        "changed": minute_text(link["updated_at"], ZONE),
        "program": url_for(".program_links", program_id=link["program_id"]),
        "partner_id": link["partner_id"],
        "actions": link["actions"],
    }
