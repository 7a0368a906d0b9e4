"""Before and after: the values of a revision in words."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.events import instant_of
from shared.forms.field import Field, Kind
from shared.forms.sentences import text_in
from shared.words import amount_text, date_text, duration_text, number_text

NOTHING = "–"
_YES, _NO = {"fr": "oui", "en": "yes"}, {"fr": "non", "en": "no"}


def value_text(field: Field, value: Any, language: str, zone: str = "UTC") -> str:
    """Return a JSON value of a field in words, instants in `zone`, « – » where there is none.

    Rows are in the words of the page that shows them.
    """
    if value is None or value in ("", []):
        return NOTHING
    return _TEXTS.get(field.kind, _plain)(field, value, language, zone)


def _plain(_field: Field, value: Any, _language: str, _zone: str) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _choice(field: Field, value: Any, language: str, _zone: str) -> str:
    wanted = value if isinstance(value, list) else [value]
    labels = {choice.value: text_in(choice.label, language) for choice in field.choices}
    return ", ".join(labels.get(each) or str(each) for each in wanted)


_TEXTS: Mapping[Kind, Callable[[Field, Any, str, str], str]] = {
    Kind.WHOLE: lambda _field, value, language, _zone: number_text(value, language),
    Kind.AMOUNT: lambda _field, value, language, _zone: amount_text(
        value["amount"], value["currency"], language
    ),
    Kind.INSTANT: lambda _field, value, language, zone: date_text(
        instant_of(value), zone, language
    ),
    Kind.DURATION: lambda _field, value, language, _zone: duration_text(value, language),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choice,
    Kind.TRUTH: lambda _field, value, language, _zone: (_YES if value else _NO)[language],
}
