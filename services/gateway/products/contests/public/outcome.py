"""The result for everybody: who holds which prize, by ref, and how it came to that."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.kit.formats import number_text
from services.gateway.kit.i18n import gettext, ngettext
from services.gateway.products.contests.words.prizes import prize_name
from services.gateway.products.contests.words.states import skip_code, winner_state

# Whoever is skipped for one of these chose it; the others did not.
GIVEN_UP = ("declined", "withdrawn")


def outcome_of(contest: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return `winners` (those who hold a prize or may), `chain` and figures; None before.

    `nobody` says why there is no winner, where there is none.
    """
    found = contest.get("outcome")
    if not found:
        return None
    names = [prize_name(prize) for prize in contest["settings"]["prizes"]]
    held = [each for each in found["winners"] if each["state"] != "skipped"]
    return {
        "winners": [_winner(each, names) for each in held],
        "nobody": _nobody(contest["commitment"], found),
        "chain": [_link(each, names) for each in found["chain"]],
        "alternates_left": found["alternates_left"],
        "not_awarded": unawarded(found),
    }


def unawarded(found: Mapping[str, Any]) -> list[str]:
    """Return why prizes were not awarded, a sentence for each reason."""
    without = found.get("without_entry", 0)
    passed = found["not_awarded"] - without
    said = {
        ngettext(
            "%(num)d prize was not awarded: there were fewer entries than prizes.",
            "%(num)d prizes were not awarded: there were fewer entries than prizes.",
            without,
        ): without,
        ngettext(
            "%(num)d prize was not awarded: its last holder does not have it, and no alternate "
            "was left.",
            "%(num)d prizes were not awarded: their last holders do not have them, and no "
            "alternate was left.",
            passed,
        ): passed,
    }
    return [sentence for sentence, count in said.items() if count]


def _winner(winner: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    word, tone = winner_state(winner["state"], winner["code"])
    prize = names[winner["prize_index"]]
    return {"ref": winner["ref"], "prize": prize, "state": word, "tone": tone}


def _nobody(commitment: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    entries = number_text(commitment["entries"])
    if not commitment["entries"]:
        return gettext("Nobody has won: there was no entry in the list.")
    if found["not_awarded"] < sum(prize["count"] for prize in commitment["prizes"]):
        return gettext("The references of those who hold the prizes appear here in a moment.")
    if {each["code"] for each in found["chain"] if each["kind"] == "skipped"} == {"no_answer"}:
        return gettext(
            "Nobody has won: nobody who was drawn answered in time. Entries in the list: "
            "%(entries)s.",
            entries=entries,
        )
    return gettext(
        "Nobody has won: everybody who was drawn gave up, did not answer in time or could not "
        "have the prize. Entries in the list: %(entries)s.",
        entries=entries,
    )


def _skipped(prize: str, code: str) -> str:
    if code == "no_answer":
        return gettext("did not answer in time: %(prize)s.", prize=prize)
    if code in GIVEN_UP:
        words = skip_code(code)
        return gettext("gives up: %(prize)s. Reason: %(reason)s.", prize=prize, reason=words)
    return gettext(
        "is passed over: %(prize)s. Reason: %(reason)s.", prize=prize, reason=skip_code(code)
    )


def _link(entry: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    prize = names[entry["prize"]]
    said = {
        "skipped": _skipped(prize, entry["code"] or ""),
        "promoted": gettext("the next alternate, is called for: %(prize)s.", prize=prize),
        "not_awarded": gettext("%(prize)s: not awarded, no alternate is left.", prize=prize),
    }
    text = said.get(entry["kind"], entry["kind"])
    return {"number": entry["number"], "ref": entry["ref"] or "", "text": text}
