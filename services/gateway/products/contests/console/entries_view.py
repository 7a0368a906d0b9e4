"""Entries as their table shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import url_for

from services.gateway.kit.formats import ago_text, number_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.words.states import entry_state

ENTRY_STATES = ("unconfirmed", "confirmed", "excluded", "withdrawn", "lapsed")


def entry_rows(
    entries: Sequence[Mapping[str, Any]], contest: Mapping[str, Any], now: datetime
) -> list[dict[str, Any]]:
    """Return the rows, each with the act that is possible."""
    return [
        {
            "ref": entry["ref"],
            "received": ago_text(entry["submitted_at"], now, "short"),
            "source": entry.get("source") or gettext("Direct"),
            "state": entry_state(entry["state"], entry.get("reason") or ""),
            "weight": number_text(entry["weight"]) if entry["state"] == "confirmed" else "–",
            **_act(entry, contest),
        }
        for entry in entries
    ]


def _act(entry: Mapping[str, Any], contest: Mapping[str, Any]) -> dict[str, str]:
    place = {"contest_id": contest["id"], "entry_id": entry["id"], "ref": entry["ref"]}
    if entry["state"] == "excluded":
        return {"act": gettext("Reinstate"), "url": url_for(".reinstate", **place)}
    if entry["state"] == "confirmed":
        return {"act": gettext("Exclude"), "url": url_for(".exclude", **place)}
    return {"act": "", "url": ""}
