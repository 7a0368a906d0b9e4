"""What public pages say of a contest: where it stands, its texts, its dates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from services.gateway.kit.formats import (
    ago_text,
    day_text,
    hour_text,
    instant,
    short_text,
    zone_text,
)
from services.gateway.kit.i18n import current_language, gettext


def phase_of(contest: Mapping[str, Any], now: datetime) -> str:
    """Return where a contest stands for the audience: the first phase whose end is not reached.

    One of `soon`, `open`, `closed`, `sealed`, `drawn`, `cancelled`.
    """
    ends = ((str(each["phase"]), each["until"]) for each in contest["phases"])
    return next(phase for phase, until in ends if until is None or now < instant(until))


def page_texts(contest: Mapping[str, Any]) -> dict[str, str]:
    """Return `title`, `intro` and `lang`, the language in which they are written."""
    texts = {code: each for code, each in (contest.get("texts") or {}).items() if each}
    wanted = current_language()
    titled = [code for code in (wanted, *texts) if (texts.get(code) or {}).get("title")]
    code = titled[0] if titled else wanted
    found = texts.get(code) or {}
    return {"lang": code, "title": found.get("title", ""), "intro": found.get("intro", "")}


def contact_link(contact: str, ref: str) -> str:
    """Return what a contact leads to: a page, a mail about `ref`, or a call."""
    if contact.lower().startswith("https://"):
        return contact
    if "@" in contact:
        return f"mailto:{quote(contact, safe='@')}?subject={quote(ref)}"
    return "tel:" + "".join(sign for sign in contact if sign.isdigit() or sign == "+")


def until_text(value: str, zone: str) -> str:
    """Return « dimanche 29 mars 2026, 18 h 00, heure de Paris »."""
    local = instant(value).astimezone(ZoneInfo(zone))
    return f"{day_text(local, zone)}, {hour_text(local)}, {zone_text(zone)}"


def step_at(contest: Mapping[str, Any], name: str) -> str:
    """Return when a step happened or will happen, "" when nobody knows."""
    for step in contest.get("timeline") or []:
        if step["step"] == name:
            return str(step.get("happened_at") or step.get("at") or "")
    return ""


def timeline_steps(contest: Mapping[str, Any], now: datetime) -> list[dict[str, str]]:
    """Return the dates of a contest; the first that is not done comes next."""
    names = {
        "opens": gettext("Entries begin"),
        "closes": gettext("Entries end"),
        "confirm_by": gettext("Last confirmation by mail"),
        "seal": gettext("List sealed and published"),
        "draw": gettext("Draw"),
        "last_answer": gettext("Last answer of a winner"),
    }
    zone, ahead = contest["settings"]["zone"], contest["state"] != "cancelled"
    steps = []
    for step in contest.get("timeline") or []:
        if step["step"] not in names or not step["at"]:
            continue
        state = "done" if step["done"] else "next" if ahead else "later"
        ahead = ahead and bool(step["done"])
        steps.append(
            {
                "name": names[step["step"]],
                "at": short_text(step.get("happened_at") or step["at"], zone),
                "state": state,
                "about": ago_text(step["at"], now) if state == "next" else "",
            }
        )
    return steps
