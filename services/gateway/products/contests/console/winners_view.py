"""Winners as their table shows them."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.gateway.kit.formats import number_text, short_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.words.states import winner_state


def winner_rows(
    outcome: Mapping[str, Any], contest: Mapping[str, Any], *, may_decide: bool
) -> list[dict[str, Any]]:
    """Return the rows by place, each with what can be done about the winner."""
    zone = contest["settings"].get("zone") or "UTC"
    return [
        {
            "place": number_text(winner["place"]),
            "ref": winner["ref"],
            "prize": winner["prize"],
            "state": winner_state(winner["state"], winner.get("code") or ""),
            "promoted": bool(winner.get("promoted")),
            "answer_by": short_text(winner.get("answer_by"), zone)
            if winner["state"] == "notified"
            else "",
            "proposed": (winner.get("skip") or {}).get("code", ""),
            "acts": _acts(winner, contest) if may_decide else [],
        }
        for winner in sorted(outcome["winners"], key=lambda each: each["place"])
    ]


def _acts(winner: Mapping[str, Any], contest: Mapping[str, Any]) -> list[tuple[str, str]]:
    words = {
        "verify": gettext("Verify"),
        "fulfil": gettext("Prize handed over…"),
        "skip": gettext("Skip…"),
        "keep": gettext("Keep…"),
    }
    possible = {
        "notified": ["skip"],
        "accepted": ["verify", "skip"],
        "verified": ["fulfil", "skip"],
    }.get(winner["state"], [])
    if winner.get("skip") and winner["state"] != "skipped":
        possible = [*possible, "keep"]
    return [
        (
            words[act],
            url_for(".winner", contest_id=contest["id"], ref=winner["ref"], act=act),
        )
        for act in possible
    ]
