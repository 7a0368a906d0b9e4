"""What search engines and other sites show of a contest's page (Open Graph, schema.org)."""

from collections.abc import Mapping
from typing import Any

from flask import g, url_for

from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts

LONGEST = 200


def social_data(contest: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Return `url` by language, `description`, and the schema.org event."""
    description = " ".join(texts["intro"].split())[:LONGEST]
    urls = {code: _page(contest, code) for code in ("fr", "en")}
    return {
        "urls": urls,
        "url": urls[current_language()],
        "description": description,
        "event": _event(contest, texts, urls[current_language()], description),
    }


def _page(contest: Mapping[str, Any], language: str) -> str:
    path = url_for(".contest", workspace=g.workspace.id, slug=contest["slug"], lang=language)
    return f"{parts().public_url}{path}"


def _event(
    contest: Mapping[str, Any], texts: Mapping[str, str], url: str, description: str
) -> dict[str, Any]:
    settings = contest["settings"]
    status = "EventCancelled" if contest["state"] == "cancelled" else "EventScheduled"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": texts["title"],
        "description": description,
        "inLanguage": texts["lang"],
        "startDate": settings["opens_at"],
        "endDate": settings["closes_at"],
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "isAccessibleForFree": True,
        "location": {"@type": "VirtualLocation", "url": url},
        "organizer": {"@type": "Organization", "name": settings["organiser"]["name"]},
        "url": url,
    }
