"""How a field is declared on a frozen dataclass."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ParamSpec

LANGUAGES = ("fr", "en")
Texts = Mapping[str, str]
_ASKS = "asks"
_P = ParamSpec("_P")


class Kind(StrEnum):
    """What is asked, by the name that descriptions bear; behind each its JSON value."""

    TEXT = "text"  # a line
    LONG_TEXT = "long_text"  # several lines
    SECRET = "secret"  # noqa: S105 - a line that only its team sees
    WHOLE = "integer"  # a whole number
    AMOUNT = "amount"  # {"amount": minor units, "currency": ISO 4217}
    INSTANT = "instant"  # 2026-03-29T16:00:00.000Z, typed as a wall time in the zone of `zone`
    ZONE = "zone"  # Europe/Paris
    DURATION = "duration"  # seconds
    CHOICE = "choice"  # one of `choices`
    CHOICES = "choices"  # a list of some
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    COUNTRIES = "countries"  # a list of them
    LANGUAGES = "languages"  # a list of those of the pages
    TRUTH = "boolean"  # true or false
    TEXTS = "texts"  # a text for each language
    FILE = "file"  # the id of a file that was kept before
    ROWS = "rows"  # a list of objects with `fields` of their own


LISTS = frozenset({Kind.CHOICES, Kind.COUNTRIES, Kind.LANGUAGES, Kind.ROWS})


@dataclass(frozen=True)
class Choice:
    """One of the values of a choice, with its label in each language."""

    value: str
    label: Texts


@dataclass(frozen=True)
class When:
    """The field at the path `field` has this value."""

    field: str
    value: Any


@dataclass(frozen=True)
class Field:
    """One thing that a form asks.

    `path` is dotted, as the API and its errors write it (`settings.organiser.name`); by default it
    is the name of the dataclass's member. That of a text in each language holds `{language}`, at
    its end by default. `name` is what a page calls the field where two of one path are asked at
    different times.

    `minimum` and `maximum` bound a number, the characters of a text, the seconds of a duration,
    the minor units of an amount, or the length of a list. With `when` a field is asked only then:
    else it is neither read nor checked. `zone` is the path of an instant's zone, `row` the form
    of rows. `excluded` are countries that a page does not offer. `check` answers the code of what
    is wrong with a text, or "". `says` holds sentences by code, for what the general ones say too
    loosely.
    """

    kind: Kind
    label: Texts
    _: dataclasses.KW_ONLY
    path: str = ""
    name: str = ""
    hint: Texts = field(default_factory=dict)
    required: bool = False
    default: Any = None
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()
    excluded: tuple[str, ...] = ()
    when: When | None = None
    zone: str = ""
    row: type[Any] | None = field(default=None, compare=False)
    fields: tuple["Field", ...] = ()
    says: Mapping[str, Texts] = field(default_factory=dict)
    check: Callable[[str], str] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.row is not None:
            object.__setattr__(self, "fields", fields_of(self.row))

    def at(self, path: str) -> "Field":
        """Return the same field at this path; languages of a text stand at its end."""
        ends = self.kind is Kind.TEXTS and "{language}" not in path
        return replace(self, path=path + ".{language}" * ends)

    @property
    def empty(self) -> Any:
        """What a form holds where nothing was given: no texts, an empty tuple, False, "", None."""
        if self.kind is Kind.TEXTS:
            return {}
        if self.kind in LISTS:
            return ()
        if self.kind is Kind.TRUTH:
            return False
        return None if self.kind in (Kind.WHOLE, Kind.AMOUNT, Kind.INSTANT, Kind.DURATION) else ""


def both(fr: str, en: str) -> Texts:
    """Return a text in both languages; pages put the spaces of French typography."""
    return {"fr": fr, "en": en}


def _declaring(make: Callable[_P, Field]) -> Callable[_P, Any]:
    def declared(*args: _P.args, **kwargs: _P.kwargs) -> Any:
        made = make(*args, **kwargs)
        if made.required and made.default is None and made.when is None:
            return field(metadata={_ASKS: made})
        value = made.empty if made.default is None else made.default
        return field(default_factory=lambda: value, metadata={_ASKS: made})

    return declared


# Declares a member of a form's dataclass, by the arguments of `Field`.
asks = _declaring(Field)


def members_of(form: type[Any]) -> dict[str, Field]:
    """Return the fields of a form's dataclass by the names of its members."""
    return {
        member.name: member.metadata[_ASKS].at(member.metadata[_ASKS].path or member.name)
        for member in dataclasses.fields(form)
        if _ASKS in member.metadata
    }


def fields_of(form: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a form, in its order."""
    return tuple(members_of(form).values())
