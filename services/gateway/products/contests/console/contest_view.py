"""What pages say of a contest that the API describes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.gateway.kit.formats import hour_text, instant, short_text
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.products.contests.words.states import contest_state
from shared.errors import FieldError

# Contests of a list have zones of their own: one is said above the table, for all of them.
ZONE = "Europe/Paris"

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


def badge_of(contest: Mapping[str, Any], now: datetime) -> tuple[str, str]:
    """Return the word of a contest's state and the tone of its badge; what opens later says when.

    Its opening stands in its settings, or beside its state in a list.
    """
    settings = contest.get("settings") or contest
    opens_at = settings.get("opens_at")
    if contest["state"] == "open" and opens_at and now < instant(opens_at):
        day = short_text(opens_at, settings.get("zone") or ZONE)
        return gettext("Opens on %(day)s", day=day), "info"
    return contest_state(contest["state"])


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
