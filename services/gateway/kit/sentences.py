"""Codes of the services → sentences that name the field and the remedy, in the page's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.gateway.kit.formats import window_text
from services.gateway.kit.i18n import gettext
from shared.errors import FieldError


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `text` for the catalogue."""
    return text


FIELDS: Mapping[str, str] = {
    "settings.mechanic": N_("Mechanic"),
    "settings.mechanic.kind": N_("Mechanic"),
    "settings.opens_at": N_("Opening"),
    "settings.closes_at": N_("Closing"),
    "settings.draw_at": N_("Draw"),
    "settings.zone": N_("Time zone"),
    "settings.confirm_within": N_("Time to confirm"),
    "settings.review_within": N_("Time to check and to appeal"),
    "settings.answer_within": N_("Time to answer"),
    "settings.claims_end_at": N_("Last answer"),
    "settings.eligibility": N_("Who can enter"),
    "settings.eligibility.minimum_age": N_("Minimum age"),
    "settings.eligibility.countries": N_("Countries"),
    "settings.prizes": N_("Prizes"),
    "settings.prizes.name": N_("Prize"),
    "settings.prizes.count": N_("Exact number"),
    "settings.prizes.value": N_("Unit value, tax included"),
    "settings.prizes.value.amount": N_("Unit value, tax included"),
    "settings.prizes.value.currency": N_("Currency"),
    "settings.prizes.delivery": N_("Delivery"),
    "settings.alternates": N_("Alternates"),
    "settings.organiser": N_("Organiser"),
    "settings.organiser.name": N_("Organiser's name"),
    "settings.organiser.legal_form": N_("Legal form"),
    "settings.organiser.registration": N_("Registration number"),
    "settings.organiser.address": N_("Organiser's address"),
    "settings.organiser.contact": N_("Contact address"),
    "settings.data": N_("Data"),
    "settings.data.retention_days": N_("Data kept for"),
    "settings.data.opt_in": N_("Newsletter"),
    "settings.data.opt_in_text": N_("Newsletter: text of the box"),
    "settings.data.opt_in_text.fr": N_("Newsletter: text in French"),
    "settings.data.opt_in_text.en": N_("Newsletter: text in English"),
    "settings.languages": N_("Languages of the page"),
    "slug": N_("Address of the page"),
    "texts": N_("Texts of the page"),
    "texts.fr": N_("Texts of the page"),
    "texts.en": N_("Texts of the page"),
    "texts.fr.title": N_("Title in French"),
    "texts.en.title": N_("Title in English"),
    "texts.fr.intro": N_("Introduction in French"),
    "texts.en.intro": N_("Introduction in English"),
    "texts.fr.image_alt": N_("Picture described in French"),
    "texts.en.image_alt": N_("Picture described in English"),
    "email": N_("E-mail address"),
    "password": N_("Password"),
    "first_name": N_("First name"),
    "country": N_("Country"),
    "of_age": N_("Age"),
    "accept_rules": N_("Rules"),
    "reason": N_("Reason"),
    "note": N_("Note"),
    "field": N_("What changes"),
    "after": N_("New value"),
    "signature": N_("Signature of the round"),
    "code": N_("Code"),
    "evidence_hash": N_("Hash of the evidence"),
}

# A pair (field, code) says it better than the code alone.
EXACT: Mapping[tuple[str, str], str] = {
    ("settings.organiser.name", "missing"): N_("The rules lack the organiser's name. Enter it."),
    ("settings.organiser.address", "missing"): N_(
        "The rules lack the organiser's address. Enter it."
    ),
    ("settings.organiser.contact", "missing"): N_(
        "The rules lack an address to write to. Enter the contact address."
    ),
    ("settings.opens_at", "missing"): N_("The opening has no date. Choose one."),
    ("settings.closes_at", "missing"): N_("The closing has no date. Choose one."),
    ("settings.claims_end_at", "missing"): N_("The last answer has no date. Choose one."),
    ("settings.zone", "missing"): N_("The dates have no time zone. Choose one."),
    ("settings.prizes", "missing"): N_("There is nothing to win. Add a prize."),
    ("texts.fr.title", "missing"): N_("The page has no title in French. Write one."),
    ("texts.en.title", "missing"): N_("The page has no title in English. Write one."),
    ("settings.data.opt_in_text", "missing"): N_(
        "The newsletter box has no text. Write it, or switch the box off."
    ),
    ("slug", "duplicate"): N_("Another contest has this address. Choose another one."),
    ("slug", "slug_taken"): N_("Another contest has this address. Choose another one."),
    ("slug", "slug"): N_(
        "The address of the page takes lower-case letters, figures and hyphens. Correct it."
    ),
    ("email", "email"): N_("This is not an e-mail address. Check it: name@example.org."),
    ("of_age", "minor"): N_("You must be %(age)s or older to enter. Tick the box if you are."),
    ("of_age", "required"): N_("Say whether you are old enough: tick the box."),
    ("accept_rules", "required"): N_("Accept the rules to enter: tick the box."),
    ("country", "required"): N_("Choose your country."),
    ("first_name", "required"): N_("Enter your first name."),
    ("email", "required"): N_("Enter your e-mail address."),
    ("signature", "signature"): N_(
        "This is not the signature of the expected round. Copy it again from the beacon."
    ),
    ("signature", "before_the_round"): N_(
        "The round is not there yet, so nobody can have its signature. Paste it at its time."
    ),
}

SENTENCES: Mapping[str, str] = {
    "missing": N_("%(field)s: nothing is entered. Fill it in."),
    "required": N_("%(field)s: nothing is entered. Fill it in."),
    "closes_before_opening": N_(
        "The closing comes before the opening. Choose a later closing date."
    ),
    "opens_in_the_past": N_("The opening is in the past. Choose a later opening date."),
    "closes_in_the_past": N_("The closing is in the past. Choose a later closing date."),
    "draw_too_early": N_(
        "The draw comes before the list can be sealed. Choose a later draw, or leave it empty: "
        "we compute it."
    ),
    "no_prize": N_("There is nothing to win. Add a prize."),
    "prize_count": N_(
        "%(field)s: there must be from 1 to %(maximum)s of them. Correct the number."
    ),
    "window_too_short": N_("%(field)s: this is shorter than %(shortest)s. Choose a longer time."),
    "answers_pass_the_end": N_(
        "If every alternate is asked in turn, the answers pass the last day. Lower the number of "
        "alternates, shorten the time to answer or move the last answer."
    ),
    "country_excluded_by_default": N_(
        "Countries: Italy asks for a bond, a notary and a local server, so it is left out. "
        "Take Italy off the list."
    ),
    "country_excluded": N_("This contest is not open in your country."),
    "minimum_age_too_low": N_("The minimum age is under %(lowest)s. Enter %(lowest)s or more."),
    "minor": N_("You must be old enough to enter. Tick the box if you are."),
    "rules_not_accepted": N_("Accept the rules to enter: tick the box."),
    "unknown": N_("%(field)s: this is not expected here. Take it away."),
    "unknown_mechanic": N_("%(field)s: choose one of the list."),
    "too_short": N_("%(field)s: this is too short. Enter at least %(min)s characters."),
    "too_long": N_("%(field)s: this is too long. Enter at most %(max)s characters."),
    "length": N_("%(field)s: the length does not fit. Correct it."),
    "too_small": N_("%(field)s: this is too small. Enter %(min)s or more."),
    "too_large": N_("%(field)s: this is too large. Enter %(max)s or less."),
    "out_of_range": N_("%(field)s: enter a value from %(min)s to %(max)s."),
    "choice": N_("%(field)s: choose one of the list."),
    "email": N_("%(field)s: this is not an e-mail address. Correct it."),
    "url": N_("%(field)s: this is not a complete address. It begins with https."),
    "contact": N_(
        "%(field)s: nobody can be reached there. Enter an e-mail address, a telephone number or a "
        "page that begins with https://."
    ),
    "pattern": N_("%(field)s: this has an unexpected form. Correct it."),
    "type": N_("%(field)s: this cannot be read. Correct it."),
    "number": N_("%(field)s: enter a whole number in figures."),
    "amount": N_("%(field)s: enter an amount in figures, for instance 650.00."),
    "date": N_("%(field)s: this date cannot be read. Choose it again."),
    "invalid": N_("%(field)s: this cannot be accepted. Correct it."),
    "duplicate": N_("%(field)s: this exists already. Choose something else."),
    # Refusals that concern no field: the slugs of problem documents.
    "contest_incomplete": N_("Something still blocks publishing. Each line leads to its field."),
    "stale": N_(
        "Someone else changed this in the meantime. What you typed is kept below: compare it, "
        "then save again."
    ),
    "contest_closed": N_("This contest is closed: entries are no longer taken."),
    "already_entered": N_("You are already in: one entry for each person."),
    "sealing": N_("The list is being sealed. Repeat this in a moment."),
    "forbidden": N_("Your role does not allow this. Ask an owner or a manager."),
    "not_found": N_("There is nothing at this address."),
    "throttled": N_("There were too many attempts. Try again later."),
    "unavailable": N_("The service does not answer right now. Nothing is lost: try again."),
    "try_again": N_("The service does not answer right now. Nothing is lost: try again."),
    "store_unavailable": N_("The service does not answer right now. Nothing is lost: try again."),
    "sign_in_refused": N_("This address and this password do not belong together."),
    "zone": N_("%(field)s: choose one of the list."),
    "unprintable": N_("%(field)s: this holds characters that cannot be shown. Type it again."),
    "not_amendable": N_("This setting is frozen for good. Choose another one."),
    "unchanged": N_("This is the value in force already. Enter another one."),
    "earlier": N_("A date only moves later once people may have entered. Choose a later one."),
    "shorter": N_("A time only grows once people may have entered. Enter a longer one."),
    "fewer": N_("There can only be more of them once people may have entered. Enter more."),
    "poorer": N_("Nothing that was promised can be taken back. Add, do not take away."),
    "reserved": N_("%(field)s: only the system itself gives this one. Write your own."),
    "wrong_state": N_("The contest is past the point where this can be done. Nothing changed."),
    "amendment_refused": N_("This would take something away from people who have entered."),
    "too_late_to_cancel": N_("The draw is too near: nothing stops it any more."),
    "wrong_entry_state": N_("This entry changed in the meantime. Look at the list again."),
    "wrong_winner_state": N_("This winner changed in the meantime. Look at the page again."),
    "second_person_needed": N_(
        "A second person decides this with you: ask an owner or a manager to confirm it."
    ),
    "slug_taken": N_("Another contest has this address. Choose another one."),
    "too_late_to_exclude": N_(
        "The list is sealed too soon: someone excluded now would have no time to appeal. The "
        "entry stays in."
    ),
    "bad_instant": N_("%(field)s: this date cannot be read. Choose it again."),
    "outbox_full": N_("The service does not answer right now. Nothing is lost: try again."),
    "list_sealed": N_("The list is sealed: entries cannot be changed any more."),
    "contest_not_open": N_("This is possible only while the contest is open."),
}

_MISSING_PARAMS = {"min": "1", "max": "?", "age": "18", "lowest": "13", "maximum": "1000"}


def field_name(path: str) -> str:
    """Return the label of the field at `path`; rows of a list share one label."""
    plain = ".".join(part for part in path.split(".") if not part.isdigit())
    # The settings of a mechanic bear its own labels; here the whole of it is named.
    label = FIELDS.get(plain) or ("mechanic" in plain and FIELDS["settings.mechanic"]) or plain
    return gettext(label)


def sentence(code: str, field: str = "", params: Mapping[str, Any] | None = None) -> str:
    """Return what is wrong and what to do about it."""
    text = EXACT.get((field, code)) or SENTENCES.get(code) or SENTENCES["invalid"]
    values = {**_MISSING_PARAMS, **(params or {}), "field": field_name(field)}
    if isinstance(values.get("shortest"), int | float):
        values["shortest"] = window_text(int(values["shortest"]))
    values.setdefault("shortest", "?")
    return gettext(text, **values)


def sentences(errors: Iterable[FieldError]) -> dict[str, str]:
    """Return field → sentence, the first one of each field."""
    found: dict[str, str] = {}
    for each in errors:
        found.setdefault(each.field, sentence(each.code, each.field, each.params))
    return found
