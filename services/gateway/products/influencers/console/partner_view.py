"""Partners as their tables and their own page show them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import url_for

from services.gateway.kit.countries import country_name
from services.gateway.kit.formats import NOTHING, minute_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.influencers.console.blueprint import ZONE
from services.gateway.products.influencers.words.states import choice_words, enrollment_state

Told = Mapping[str, Any]


def partner_row(partner: Told) -> dict[str, Any]:
    """Return a row of the list."""
    return {
        "id": partner["id"],
        "url": url_for(".partner", partner_id=partner["id"]),
        "name": partner["name"] or gettext("name erased"),
        "email": partner["email"],
        "mailto": f"mailto:{quote(partner['email'], safe='@')}",
        "kind": choice_words("kind", partner["kind"]),
        "country": country_name(partner["country"]) if partner["country"] else NOTHING,
        "since": minute_text(partner["created_at"], ZONE),
        "erased": bool(partner["erased_at"]),
    }


def partner_page(partner: Told) -> dict[str, Any]:
    """Return all that is known of a partner, in words."""
    return {
        **partner_row(partner),
        "language": choice_words("language", partner["language"]),
        "source": _source(partner["source"]),
        "basis": choice_words("legal_basis", partner["legal_basis"]),
        "vat": choice_words("vat", partner["vat"]),
        "changed": minute_text(partner["updated_at"], ZONE),
        "enrollments": [enrollment_of(each) for each in partner["enrollments"]],
    }


def enrolled_row(item: Told) -> dict[str, Any]:
    """Return a row of a program's partners."""
    return {**partner_row(item["partner"]), **enrollment_of(item["enrollment"])}


def enrollment_of(enrollment: Told) -> dict[str, Any]:
    """Return where a partner stands in a program."""
    return {
        "enrollment": enrollment["id"],
        "program": enrollment["program_name"],
        "program_url": url_for(".program", program_id=enrollment["program_id"]),
        "state": enrollment_state(enrollment["state"]),
        "group": enrollment["group"] or gettext("the program's rates"),
        "group_name": enrollment["group"],
        "groups": enrollment["groups"],
        "accepted": _accepted(enrollment),
        "of_age": minute_text(enrollment["of_age_at"], ZONE),
        "hash": enrollment["terms_hash"],
        "decided": minute_text(enrollment["decided_at"], ZONE),
        "actions": enrollment["actions"],
    }


def _accepted(enrollment: Told) -> str:
    at = enrollment["accepted_at"]
    if not at:
        return NOTHING
    language = choice_words("language", enrollment["accepted_in"])
    return gettext("%(when)s, in %(language)s", when=minute_text(at, ZONE), language=language)


def _source(source: str) -> str:
    """Return where the data come from; whoever applied gave them themselves."""
    return gettext("their own application") if source == "application" else source
