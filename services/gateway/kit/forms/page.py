"""A form while a page shows it: the raw texts, and what is wrong with each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from services.gateway.kit.forms import offers
from services.gateway.kit.i18n import both, current_language
from services.gateway.kit.sentences import sentence
from shared.errors import FieldError
from shared.forms.field import LANGUAGES, Field, Kind, When
from shared.forms.finding import Found, find
from shared.forms.rows import row_numbers
from shared.forms.sentences import label_of
from shared.forms.writing import Typed, page_name

# Of a field in parts, the one that a link leads to.
_FIRST = {Kind.AMOUNT: ".amount"}
_BOX = {Kind.COUNTRIES: "country", Kind.LANGUAGES: "language"}
_FIRST_BOX = {
    Kind.COUNTRIES: f"country-{offers.COUNTRIES[0]}",
    Kind.LANGUAGES: f"language-{LANGUAGES[0]}",
}


@dataclass(frozen=True)
class Asked:
    """A field as a macro draws it. `id` is where the link of an error leads."""

    form: "PageForm"
    field: Field
    name: str
    id: str
    label: str
    language: str = ""

    @property
    def kind(self) -> str:
        """Its kind, by the name that descriptions bear."""
        return self.field.kind.value

    @property
    def one(self) -> str:
        """What the ids of its boxes begin with."""
        return _BOX.get(self.field.kind, self.field.path)

    @property
    def attributes(self) -> dict[str, Any]:
        """What the box of a text bears: its language and its limit."""
        return {"lang": self.language or None, "maxlength": self.field.maximum}

    @property
    def hint(self) -> str:
        """What stands under it, or ""."""
        return both(self.field.hint)

    @property
    def error(self) -> str:
        """What is wrong with it, or ""."""
        return self.form.said.get(self.id, "")

    @property
    def required(self) -> bool:
        """Whether a browser asks for it; a draft may lack everything."""
        return self.form.whole and self.field.required

    @property
    def optional(self) -> bool:
        """Whether it may stay empty, and nothing takes its place."""
        return not self.field.required and self.field.default is None

    def text(self, part: str = "") -> str:
        """Return what was typed into it, or into a part of it such as `.number`."""
        return str(self.form.typed.get(self.name + part, ""))

    def ticked(self, value: str) -> bool:
        """Return whether one of its boxes is ticked."""
        return value in self.form.typed.getlist(self.name)

    def choices(self) -> offers.Pairs:
        """Return what its list offers, as (value, label)."""
        if self.field.kind is Kind.ZONE:
            return offers.zones(self.text())
        if self.field.kind in (Kind.COUNTRY, Kind.COUNTRIES):
            return offers.countries(filter(None, self.form.typed.getlist(self.name)))
        if self.field.kind is Kind.LANGUAGES:
            return offers.languages()
        return [(each.value, both(each.label)) for each in self.field.choices]

    def readings(self) -> offers.Pairs:
        """Return the instants to choose from where clocks change, as (place, words); else none."""
        return offers.readings(self.text(), self.form.typed.get(self.field.zone) or "UTC")


class PageForm:
    """The fields of a form with what was typed into them.

    `errors` are those of a reading or of a service, at the paths of the page. A draft may lack
    everything, a `whole` form not. With `seconds` they are among the units of durations.
    """

    def __init__(
        self,
        fields: Iterable[Field],
        typed: Typed,
        errors: Sequence[FieldError] = (),
        *,
        whole: bool = False,
        seconds: bool = False,
    ) -> None:
        self.typed, self.errors = typed, errors
        self.whole = whole
        typed_seconds = any(typed[name] == "second" for name in typed if name.endswith(".unit"))
        self.seconds = seconds or typed_seconds
        # Where two fields have one path, the one that is asked comes first.
        self.fields = tuple(sorted(fields, key=lambda field: not self._is_asked(field)))

    def ask(self, path: str) -> Asked:
        """Return the field at a path, or of a page's name; raise `KeyError` where there is none."""
        own = next((field for field in self.fields if field.name == path), None)
        found = Found(own, own.path) if own else find(self.fields, path)
        if found is None:
            raise KeyError(path)
        name = page_name(found.field) if own else found.path
        label = label_of(found, current_language())
        return Asked(self, found.field, name, self._place(found), label, found.language)

    def asked_when(self, asked: Asked, value: str) -> list[str]:
        """Return the names of the fields that are asked when a field has this value."""
        when = When(asked.field.path, value)
        return [page_name(field) for field in self.fields if field.when == when]

    def rows(self, path: str) -> list[int]:
        """Return the numbers of the rows to draw: there is always one."""
        found = find(self.fields, path)
        return row_numbers(self.typed, path, found.field.maximum if found else None) or [0]

    def units(self) -> offers.Pairs:
        """Return the units of its durations."""
        return offers.units(seconds=self.seconds)

    def currencies(self) -> offers.Pairs:
        """Return the currencies of its amounts."""
        return offers.currencies()

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The lines of the error summary: (id of the field, sentence)."""
        return [(self.anchor(each.field), self.said_of(each)) for each in self.errors]

    @cached_property
    def said(self) -> dict[str, str]:
        """The sentence beside each field, by its id: the first one."""
        return dict(reversed(self.problems))

    def said_of(self, error: FieldError) -> str:
        """Return the sentence of an error, with the name that its field has here."""
        found = find(self.fields, error.field) if error.field else None
        return sentence(error.code, error.field, error.params, found=found)

    def anchor(self, path: str) -> str:
        """Return the id of the field that the path of an error is about, itself where unknown."""
        found = find(self.fields, path) if path else None
        if found is None:
            return path
        if found.field.kind is Kind.ROWS:
            first = found.field.fields[0]
            return f"{found.path}.{self.rows(found.path)[0]}.{first.path}"
        return self._place(found)

    def _place(self, found: Found) -> str:
        path = found.path if self._is_asked(found.field) else page_name(found.field)
        kind = found.field.kind
        return _FIRST_BOX.get(kind, path + _FIRST.get(kind, ""))

    def _is_asked(self, field: Field) -> bool:
        return field.when is None or self.typed.get(field.when.field) == field.when.value
