"""An error → the sentence that names the field and the remedy, in either language."""

from collections.abc import Mapping
from typing import Any

from shared.errors import FieldError
from shared.forms.field import Kind, Texts, both
from shared.forms.finding import Found
from shared.words import duration_text, french_spacing, number_text

_IN = {"fr": both("en français", "in French"), "en": both("en anglais", "in English")}
_EMPTY = both(
    "%(field)s : rien n’est indiqué. Complétez.", "%(field)s: nothing is entered. Fill it in."
)
_DATE = both(
    "%(field)s : cette date est illisible. Choisissez-la de nouveau.",
    "%(field)s: this date cannot be read. Choose it again.",
)
_LIST = both("%(field)s : choisissez dans la liste.", "%(field)s: choose one of the list.")

GENERAL: Mapping[str, Texts] = {
    "missing": _EMPTY,
    "required": _EMPTY,
    "unknown": both(
        "%(field)s : ceci n’est pas attendu ici. Retirez-le.",
        "%(field)s: this is not expected here. Take it away.",
    ),
    "too_short": both(
        "%(field)s : c’est trop court. Saisissez au moins %(min)s caractères.",
        "%(field)s: this is too short. Enter at least %(min)s characters.",
    ),
    "too_long": both(
        "%(field)s : c’est trop long. Saisissez au plus %(max)s caractères.",
        "%(field)s: this is too long. Enter at most %(max)s characters.",
    ),
    "length": both(
        "%(field)s : la longueur ne convient pas. Corrigez-la.",
        "%(field)s: the length does not fit. Correct it.",
    ),
    "too_small": both(
        "%(field)s : c’est trop petit. Indiquez %(min)s ou plus.",
        "%(field)s: this is too small. Enter %(min)s or more.",
    ),
    "too_large": both(
        "%(field)s : c’est trop grand. Indiquez %(max)s ou moins.",
        "%(field)s: this is too large. Enter %(max)s or less.",
    ),
    "out_of_range": both(
        "%(field)s : indiquez une valeur de %(min)s à %(max)s.",
        "%(field)s: enter a value from %(min)s to %(max)s.",
    ),
    "choice": _LIST,
    "zone": _LIST,
    "email": both(
        "%(field)s : ce n’est pas une adresse électronique. Corrigez-la.",
        "%(field)s: this is not an e-mail address. Correct it.",
    ),
    "url": both(
        "%(field)s : ce n’est pas une adresse complète. Elle commence par https.",
        "%(field)s: this is not a complete address. It begins with https.",
    ),
    "pattern": both(
        "%(field)s : la forme n’est pas celle attendue. Corrigez.",
        "%(field)s: this has an unexpected form. Correct it.",
    ),
    "type": both(
        "%(field)s : la saisie est illisible. Corrigez-la.",
        "%(field)s: this cannot be read. Correct it.",
    ),
    "number": both(
        "%(field)s : indiquez un nombre entier, en chiffres.",
        "%(field)s: enter a whole number in figures.",
    ),
    "amount": both(
        "%(field)s : indiquez un montant en chiffres, par exemple 650,00.",
        "%(field)s: enter an amount in figures, for instance 650.00.",
    ),
    "date": _DATE,
    "bad_instant": _DATE,
    "hour_twice": both(
        "%(field)s : cette nuit-là les horloges reculent et cette heure vient deux fois. "
        "Choisissez laquelle.",
        "%(field)s: clocks go back that night and this hour comes twice. Choose which one.",
    ),
    "hour_skipped": both(
        "%(field)s : cette nuit-là les horloges avancent et cette heure n’existe pas. "
        "Choisissez l’heure retenue.",
        "%(field)s: clocks go forward that night and this hour does not exist. "
        "Choose the hour to take.",
    ),
    "unprintable": both(
        "%(field)s : la saisie contient des caractères invisibles. Saisissez-la de nouveau.",
        "%(field)s: this holds characters that cannot be shown. Type it again.",
    ),
    "duplicate": both(
        "%(field)s : cela existe déjà. Choisissez autre chose.",
        "%(field)s: this exists already. Choose something else.",
    ),
    "invalid": both(
        "%(field)s : ceci ne peut pas être accepté. Corrigez.",
        "%(field)s: this cannot be accepted. Correct it.",
    ),
}


def text_in(texts: Texts, language: str) -> str:
    """Return a declared text in a language, else in any, with the spaces of its typography."""
    text = texts.get(language) or next(iter(texts.values()), "")
    return french_spacing(text) if language == "fr" else text


def label_of(found: Found, language: str) -> str:
    """Return what a field is called: « Titre en français »."""
    label = text_in(found.field.label, language)
    return f"{label} {_IN[found.language][language]}" if found.language else label


def sentence(
    error: FieldError, found: Found | None, language: str, *, name: str = ""
) -> str | None:
    """Return what is wrong and what to do about it, None for a code that nobody declared.

    `name` is what the field is called where no form has it. What the sentence lacks shows as `?`.
    """
    code = "missing" if error.code == "required" else error.code
    own = found.field.says.get(code) if found else None
    said = own or GENERAL.get(code)
    if said is None:
        return None
    label = label_of(found, language) if found and not name else name
    values = {key: _said(value, found, language) for key, value in error.params.items()}
    spoken = _IN[found.language][language] if found and found.language else ""
    filled = said[language] % _Words({"field": label, "language": spoken, **values})
    return french_spacing(filled) if language == "fr" else filled


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _said(value: Any, found: Found | None, language: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    lasts = found is not None and found.field.kind is Kind.DURATION
    return duration_text(value, language) if lasts else number_text(value, language)
