"""A line of a file → a partner as the team enters one, or why not."""

from collections.abc import Mapping

from services.influencers.domain.imports.asked import Import
from services.influencers.domain.partner.form import KINDS, LANGUAGES, PartnerForm
from shared.errors import FieldError, Invalid
from shared.forms.field import Choice

LONGEST_NAME, LONGEST_ADDRESS = 120, 320
# What a spreadsheet would run: no name begins so.
_FORMULA = ("=", "+", "-", "@", "\t")


def form_of_line(asked: Import, line: Mapping[str, str]) -> PartnerForm:
    """Return what a line says. Raises `Invalid` with the first field that is wrong."""
    name, email = line["name"], line["email"]
    for field, text, most in (("name", name, LONGEST_NAME), ("email", email, LONGEST_ADDRESS)):
        if not text:
            raise _wrong(field, "missing")
        if text.startswith(_FORMULA):
            raise _wrong(field, "formula")
        if len(text) > most:
            raise _wrong(field, "too_long", max=most)
        if not text.isprintable():
            raise _wrong(field, "unprintable")
    return PartnerForm(
        name=name,
        email=email,
        kind=_choice("kind", line.get("kind", ""), KINDS) or asked.kind,
        country=_country(line.get("country", "")),
        language=_choice("language", line.get("language", ""), LANGUAGES) or asked.language,
        source=asked.source,
        legal_basis=asked.legal_basis,
    )


def _choice(field: str, text: str, choices: tuple[Choice, ...]) -> str:
    """Return the value that is meant by its name or its label in either language, "" for none."""
    meant = text.casefold()
    for each in choices:
        if meant in (each.value, *(label.casefold() for label in each.label.values())):
            return each.value
    if text:
        raise _wrong(field, "choice")
    return ""


def _country(text: str) -> str:
    code = text.upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise _wrong("country", "country_code")
    return code


def _wrong(field: str, code: str, **params: int) -> Invalid:
    return Invalid(fields=[FieldError(field, code, params)])
