"""Entries as their table shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import url_for

from services.gateway.kit.formats import ago_text, number_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.words.states import (
    entry_state,
    hint_words,
    source_name,
    waits_for_mails,
)

# Confirmed entries that deserve a look, listed as if it were a state.
HINTED = "to_look_at"
ENTRY_STATES = ("unconfirmed", "confirmed", "excluded", "withdrawn", "lapsed")


def entry_rows(
    entries: Sequence[Mapping[str, Any]], contest: Mapping[str, Any], now: datetime
) -> list[dict[str, Any]]:
    """Return the rows, each with the act that is possible."""
    waits = waits_for_mails(contest, now)
    return [
        {
            "ref": entry["ref"],
            "received": ago_text(entry["submitted_at"], now, "short"),
            "source": source_name(entry.get("source") or ""),
            "state": entry_state(entry["state"], entry.get("reason") or "", waits=waits),
            "hints": [hint_words(hint) for hint in entry["hints"]],
            "note": entry.get("note") or "",
            "weight": number_text(entry["weight"]) if entry["state"] == "confirmed" else "–",
            **_act(entry, contest["id"]),
        }
        for entry in entries
    ]


def _act(entry: Mapping[str, Any], contest_id: str) -> dict[str, str]:
    words = {"exclude": gettext("Exclude"), "reinstate": gettext("Reinstate")}
    place = {"contest_id": contest_id, "entry_id": entry["id"], "ref": entry["ref"]}
    for action in entry["actions"]:
        return {"act": words[action], "url": url_for(f".{action}", **place)}
    return {"act": "", "url": ""}
