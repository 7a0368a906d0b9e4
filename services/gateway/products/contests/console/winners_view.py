"""Winners as their table shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from services.gateway.kit.formats import number_text, short_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.words.states import winner_state

# What the service answers may be done, and the page on which it is: one for all of a skip.
PAGES = {
    "verify": "verify",
    "fulfil": "fulfil",
    "propose_skip": "skip",
    "approve_skip": "skip",
    "replace_skip": "skip",
    "keep": "keep",
}


def winner_rows(
    winners: Sequence[Mapping[str, Any]], contest: Mapping[str, Any]
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
            "acts": _acts(winner, contest),
        }
        for winner in sorted(winners, key=lambda each: each["place"])
    ]


def _acts(winner: Mapping[str, Any], contest: Mapping[str, Any]) -> list[tuple[str, str]]:
    words = {
        "verify": gettext("Verify"),
        "fulfil": gettext("Prize handed over…"),
        "skip": gettext("Skip…"),
        "keep": gettext("Keep…"),
    }
    offered = dict.fromkeys(PAGES[each] for each in winner["actions"] if each in PAGES)
    where = {"contest_id": contest["id"], "ref": winner["ref"]}
    return [(words[act], url_for(".winner", **where, act=act)) for act in offered]
