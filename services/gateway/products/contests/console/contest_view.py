"""What pages say of a contest that the API describes."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from services.gateway.kit.formats import hour_text, instant
from services.gateway.kit.i18n import current_language, gettext
from shared.errors import FieldError

# The service computes them as soon as the other dates are there.
_COMPUTED = frozenset({"settings.draw_at", "settings.claims_end_at"})


def title_of(contest: Mapping[str, Any]) -> str:
    """Return the title in the page's language, else in the other one."""
    texts = contest.get("texts") or {}
    own = (texts.get(current_language()) or {}).get("title")
    other = next((each["title"] for each in texts.values() if each and each.get("title")), "")
    title = contest.get("title")
    given = title.get(current_language()) if isinstance(title, dict) else title
    return own or other or given or gettext("Untitled contest")


def saved_text(contest: Mapping[str, Any]) -> str:
    """Return when the draft was saved, in its own zone."""
    at = contest.get("updated_at")
    if not at:
        return gettext("Nothing is public until you publish.")
    zone = (contest.get("settings") or {}).get("zone") or "Europe/Paris"
    local = instant(at).astimezone(ZoneInfo(zone)).replace(second=0)
    return gettext("Saved at %(hour)s. Nothing is public until you publish.", hour=hour_text(local))


def errors_of(contest: Mapping[str, Any]) -> list[FieldError]:
    """Return what blocks publishing, without dates that follow from others still missing."""
    found = [
        FieldError(each["field"], each["code"], each.get("params") or {})
        for each in contest.get("blocking") or []
    ]
    asked = [each for each in found if each.code != "missing" or each.field not in _COMPUTED]
    return asked or found
