"""What the draw means to somebody, in one sentence on the page of their own entry."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.formats import date_text, inside, instant
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts
from services.gateway.products.contests.words.states import skip_code


def result_text(entry: Mapping[str, Any], prize: Mapping[str, Any] | None) -> str:
    """Return the sentence, "" before the draw and for what the page says at more length.

    `prize` is the one that the entry holds or held, by its name in the reader's language.
    """
    if not entry.get("email"):
        # Erased, by themselves or by time: nothing leads from the list to anybody.
        return ""
    if prize:
        return _of_prize(prize)
    # A service that still runs the code before this member.
    result = entry.get("result")
    return _of_line(entry, result) if result else ""


def _of_prize(prize: Mapping[str, Any]) -> str:
    name = inside(prize["name"])
    if prize.get("objection_code"):
        return ""
    if prize["state"] == "skipped":
        reason = skip_code(prize["code"])
        return gettext("“%(prize)s” is no longer yours: %(reason)s.", prize=name, reason=reason)
    if prize["state"] == "fulfilled":
        return gettext("You have won “%(prize)s”, and it was handed over.", prize=name)
    if prize["state"] == "drawn":
        return gettext(
            "You have won “%(prize)s”: the mail that tells you is on its way.", prize=name
        )
    if prize.get("promoted"):
        return gettext(
            "You were an alternate, and “%(prize)s” has come to you: the mail about it leads to "
            "the page of your prize.",
            prize=name,
        )
    return gettext(
        "You have won “%(prize)s”: the mail about it leads to the page of your prize.", prize=name
    )


def _of_line(entry: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    if result["kind"] == "alternate":
        return _of_alternate(entry, result["rank"])
    if result["kind"] == "uncalled":
        return gettext(
            "Your reference was alternate number %(rank)s: every prize found its taker before "
            "your turn came.",
            rank=result["rank"],
        )
    if result["kind"] == "place":
        return gettext("Your reference was drawn: in a moment this page says for which prize.")
    return gettext("The draw has taken place: your reference was not drawn.")


def _of_alternate(entry: Mapping[str, Any], rank: int) -> str:
    """Return until when a prize may come; a date that has passed is not said."""
    until = entry["answers_until"]
    if instant(until) <= parts().clock.now():
        return gettext(
            "Your reference has not won, but it is alternate number %(rank)s: if a prize becomes "
            "free, and your turn comes, we write to you.",
            rank=rank,
        )
    return gettext(
        "Your reference has not won, but it is alternate number %(rank)s: if a prize becomes "
        "free before %(when)s, and your turn comes, we write to you.",
        rank=rank,
        when=date_text(until, entry["contest"]["settings"]["zone"]),
    )
