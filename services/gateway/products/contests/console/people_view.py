"""People as their table and their own page show them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import url_for

from services.gateway.kit.colleagues import names_of
from services.gateway.kit.countries import country_name
from services.gateway.kit.formats import NOTHING, minute_text, number_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.people import THE_PERSON, Told
from services.gateway.products.contests.words.states import (
    consent_purpose,
    corrected_field,
    entry_state,
    hint_words,
    mail_purpose,
    mail_state,
    waits_for_mails,
)

NEWS = "marketing"
Person = Mapping[str, Any]


def person_rows(
    people: Sequence[Person], contest: Mapping[str, Any], now: datetime
) -> list[dict[str, Any]]:
    """Return a row for each person; of several mails it says what became of the last."""
    return [_row(person, contest, now) for person in people]


def person_view(person: Person, contest: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return all that is known of a person, in words."""
    zone, row = _zone(contest), _row(person, contest, now)
    return {
        **row,
        "spoken": person["language"],
        "language": {"fr": gettext("French"), "en": gettext("English")}.get(person["language"]),
        "confirmed": minute_text(person["confirmed_at"], zone),
        "chances": number_text(person["weight"]) if person["state"] == "confirmed" else NOTHING,
        "consents": [_consent(each, zone) for each in person["consents"]],
        "corrections": _corrections(person.get("corrections", ()), zone),
        "mails": [_mail(each, zone) for each in person["mails"]],
        "acts": [
            *(_act(each, person, contest) for each in person["actions"]),
            *_erasing(person, contest),
        ],
    }


def found_entries(told: Iterable[Told]) -> list[dict[str, Any]]:
    """Return the entries of an address, as services found them."""
    return [item for item in _items(told) if item["kind"] == "entry"]


def is_partner(told: Iterable[Told]) -> bool:
    """Return whether the address is a partner's too."""
    return any(item["kind"] == "partner" for item in _items(told))


def _items(told: Iterable[Told]) -> list[dict[str, Any]]:
    return [item for each in told for item in each.answer.get("items", ())]


def _row(person: Person, contest: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    zone, mails, waits = _zone(contest), person["mails"], waits_for_mails(contest, now)
    return {
        "ref": person["ref"],
        "url": url_for(".person", contest_id=contest["id"], ref=person["ref"]),
        "first_name": person["first_name"],
        "email": person["email"],
        "mailto": f"mailto:{quote(person['email'], safe='@')}",
        "country": country_name(person["country"]) if person["country"] else NOTHING,
        "source": person["source"] or gettext("Direct"),
        "state": entry_state(person["state"], person["reason"], waits=waits),
        "hints": [hint_words(hint) for hint in person["hints"]],
        "received": minute_text(person["submitted_at"], zone),
        "news": _news(person["consents"]),
        "mail": _mail(mails[-1], zone) if mails else None,
    }


def _news(consents: Sequence[Mapping[str, Any]]) -> str:
    given = [each for each in consents if each["purpose"] == NEWS]
    if not given or all(_declined(each) for each in given):
        return gettext("no")
    if all(each.get("withdrawn_at") for each in given):
        return gettext("taken back")
    kept = any(each.get("confirmed_at") and not each.get("withdrawn_at") for each in given)
    return gettext("yes") if kept else gettext("asked, not confirmed")


def _declined(consent: Mapping[str, Any]) -> bool:
    """Return whether somebody else may have ticked it: it was taken back before it counted."""
    return bool(consent.get("withdrawn_at")) and not consent.get("confirmed_at")


def _consent(consent: Mapping[str, Any], zone: str) -> dict[str, str]:
    return {
        "purpose": consent_purpose(consent["purpose"]),
        "at": NOTHING if _declined(consent) else minute_text(consent["at"], zone),
        "confirmed": minute_text(consent.get("confirmed_at"), zone),
        "withdrawn": gettext("never confirmed")
        if _declined(consent)
        else minute_text(consent.get("withdrawn_at"), zone),
        "text_hash": consent["text_hash"],
        "text": consent.get("text"),
        "language": consent["language"],
    }


def _corrections(made: Sequence[Mapping[str, Any]], zone: str) -> list[dict[str, str]]:
    """Return who put which fields right, the newest first."""
    names = names_of({each["by"] or THE_PERSON for each in made}) if made else {}
    return [
        {
            "at": minute_text(each["at"], zone),
            "by": names[each["by"] or THE_PERSON],
            "fields": ", ".join(corrected_field(field) for field in each["fields"]),
        }
        for each in reversed(made)
    ]


def _mail(mail: Mapping[str, Any], zone: str) -> dict[str, Any]:
    return {
        "purpose": mail_purpose(mail["purpose"]),
        "state": mail_state(mail["state"]),
        "written": minute_text(mail["written_at"], zone),
        "ended": minute_text(mail["ended_at"], zone),
        "letter": mail.get("letter"),
    }


def _act(action: str, person: Person, contest: Mapping[str, Any]) -> tuple[str, str]:
    words = {
        "exclude": gettext("Exclude…"),
        "reinstate": gettext("Reinstate…"),
        "correct_person": gettext("Correct…"),
    }
    place = {"contest_id": contest["id"], "ref": person["ref"]}
    if action != "correct_person":
        place["entry_id"] = person["id"]
    return words[action], url_for(f".{action}", **place)


def _erasing(person: Person, contest: Mapping[str, Any]) -> list[tuple[str, str]]:
    if "erase_person" not in contest.get("actions", ()) or not person["email"]:
        return []
    place = {"contest_id": contest["id"], "ref": person["ref"]}
    return [(gettext("Erase…"), url_for(".erase", **place))]


def _zone(contest: Mapping[str, Any]) -> str:
    return contest["settings"].get("zone") or "UTC"
