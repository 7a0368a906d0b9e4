"""Letters as their pages show them."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.kit.colleagues import names_of
from services.gateway.kit.formats import minute_text, number_text
from services.gateway.kit.i18n import both, gettext, ngettext
from services.gateway.products.contests.words.states import mail_state

Letter = Mapping[str, Any]


def letter_rows(letters: Sequence[Letter], contest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each letter that was asked for."""
    names, zone = names_of(each["by"] for each in letters), _zone(contest)
    return [
        {
            "at": minute_text(each["asked_at"], zone),
            "by": names[each["by"]],
            "ref": each["ref"],
            "subject": both(each["subject"]),
            "state": (gettext("Being written"), "info")
            if each["state"] == "asked"
            else (gettext("Written to each"), "good"),
            "written": number_text(each["written"]),
            "left_out": each["left_out"],
        }
        for each in letters
    ]


def winner_letters(letters: Sequence[Letter], contest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the letters of one winner, the newest first, each with what became of its mail."""
    names, zone = names_of(each["by"] for each in letters), _zone(contest)
    shown = [
        {
            "at": minute_text(each["at"], zone),
            "by": names[each["by"]],
            "subject": each["subject"],
            "text": each["text"],
            "language": each.get("language", ""),
            "mail": mail_state((each["mail"] or {"state": "waiting"})["state"]),
        }
        for each in letters
    ]
    return shown[::-1]


def preview_of(shown: Letter) -> list[dict[str, str]]:
    """Return what is written in each language, as whoever reads it would get it."""
    return [
        {
            "language": language,
            "greeting": shown.get("greeting", {}).get(language, ""),
            "subject": shown["subject"][language],
            "text": shown["text"][language],
        }
        for language in shown["languages"]
    ]


def addressee(begun: Letter) -> str:
    """Return in words for whom a letter is."""
    if not begun["people"]:
        return ""
    if begun["ref"]:
        where = {"place": number_text(begun["place"]), "prize": begun["prize"]}
        return gettext("Place %(place)s: %(prize)s", **where)
    return ngettext(
        "%(count)s winner who has a prize now",
        "%(count)s winners who have a prize now",
        begun["people"],
        count=number_text(begun["people"]),
    )


def _zone(contest: Mapping[str, Any]) -> str:
    return contest["settings"].get("zone") or "UTC"
