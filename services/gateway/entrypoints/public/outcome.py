"""The result for everybody: who holds which prize, by ref, and how it came to that."""

from collections.abc import Mapping
from typing import Any

from services.gateway.entrypoints.i18n import gettext
from services.gateway.entrypoints.wording import skip_code, winner_state


def outcome_of(contest: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return `winners` (those who hold a prize or may), `chain` and figures; None before."""
    found = contest.get("outcome")
    if not found:
        return None
    prizes = contest["commitment"]["prizes"]
    return {
        "winners": [_winner(each) for each in found["winners"] if each["state"] != "skipped"],
        "chain": [_link(each, prizes) for each in found["chain"]],
        "alternates_left": found["alternates_left"],
        "not_awarded": found["not_awarded"],
    }


def _winner(winner: Mapping[str, Any]) -> dict[str, Any]:
    word, tone = winner_state(winner["state"], winner["code"])
    return {"ref": winner["ref"], "prize": winner["prize"], "state": word, "tone": tone}


def _link(entry: Mapping[str, Any], prizes: list[Mapping[str, Any]]) -> dict[str, Any]:
    prize = prizes[entry["prize"]]["name"]
    said = {
        "skipped": gettext(
            "gives up: %(prize)s. Reason: %(reason)s.",
            prize=prize,
            reason=skip_code(entry["code"] or ""),
        ),
        "promoted": gettext("the next alternate, takes: %(prize)s.", prize=prize),
        "not_awarded": gettext("%(prize)s: not awarded, no alternate is left.", prize=prize),
    }
    text = said.get(entry["kind"], entry["kind"])
    return {"number": entry["number"], "ref": entry["ref"] or "", "text": text}
