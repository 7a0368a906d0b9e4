"""What was typed into the contest form → the settings of the API; nothing is decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel.numbers import get_currency_precision

from services.gateway.kit.formats import instant
from services.gateway.kit.i18n import LANGUAGES
from services.gateway.kit.wall_time import BadWallTime, rfc3339, to_instant
from services.gateway.products.contests.console.edit.values import (
    DATES,
    ORGANISER,
    TEXTS,
    WINDOWS,
    Values,
    rows,
)
from shared.errors import FieldError
from shared.forms.numbers import minor_of, whole_of
from shared.words import UNITS


@dataclass
class Reading:
    """`settings`, `texts` and `slug` as the API takes them; `errors` for what cannot be read."""

    settings: dict[str, Any]
    texts: dict[str, Any]
    slug: str = ""
    errors: list[FieldError] = field(default_factory=list)

    def body(self) -> dict[str, Any]:
        """Return the body of a PATCH."""
        body: dict[str, Any] = {"settings": self.settings, "texts": self.texts}
        return {**body, "slug": self.slug} if self.slug else body


def read(
    values: Values, before: Mapping[str, Any], mechanics: Sequence[Mapping[str, Any]]
) -> Reading:
    """Read the whole form; what it does not ask stays as it was, what is empty is taken back."""
    settings: dict[str, Any] = {}
    texts = dict(before.get("texts") or {})
    reading = Reading(settings, texts, values.get("slug", "").strip())
    settings["zone"] = values.get("settings.zone", "UTC")
    _read_dates(reading, values, before.get("settings") or {})
    _read_windows(reading, values)
    settings["prizes"] = [prize for row in rows(values) if (prize := _prize(reading, values, row))]
    settings["mechanic"] = _mechanic(reading, values, mechanics)
    settings["alternates"] = _whole(reading, values, "settings.alternates")
    settings["eligibility"] = _eligibility(reading, values)
    settings["organiser"] = {
        name: text for name in ORGANISER if (text := _text(values, f"settings.organiser.{name}"))
    }
    settings["data"] = _data(reading, values)
    ticked = values.getlist("settings.languages")
    settings["languages"] = [each for each in LANGUAGES if each in ticked]
    for language in LANGUAGES:
        kept = dict(texts.get(language) or {})
        texts[language] = kept | {n: _text(values, f"texts.{language}.{n}") for n in TEXTS}
    return reading


def _read_dates(reading: Reading, values: Values, before: Mapping[str, Any]) -> None:
    zone = reading.settings["zone"]
    for name in DATES:
        path = f"settings.{name}"
        local = _text(values, path)
        reading.settings[name] = None
        if not local:
            continue
        try:
            stored = instant(before[name]) if before.get(name) else None
            reading.settings[name] = rfc3339(to_instant(local, zone, stored))
        except BadWallTime:
            reading.errors.append(FieldError(path, "date"))


def _read_windows(reading: Reading, values: Values) -> None:
    for name in WINDOWS:
        number = _whole(reading, values, f"settings.{name}.number", f"settings.{name}")
        unit = UNITS.get(values.get(f"settings.{name}.unit", ""), 1)
        reading.settings[name] = None if number is None else number * unit


def _prize(reading: Reading, values: Values, row: int) -> dict[str, Any]:
    """Return a prize, empty where nothing was typed into its row."""
    path = f"settings.prizes.{row}"
    prize: dict[str, Any] = {}
    _put(prize, "name", _text(values, f"{path}.name") or None)
    _put(prize, "count", _whole(reading, values, f"{path}.count"))
    _put(prize, "delivery", _text(values, f"{path}.delivery") or None)
    currency = values.get(f"{path}.value.currency", "EUR")
    amount = _minor(reading, values, f"{path}.value.amount", currency)
    _put(prize, "value", None if amount is None else {"amount": amount, "currency": currency})
    return prize


def _mechanic(
    reading: Reading, values: Values, mechanics: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    kind = values.get("settings.mechanic.kind", "draw")
    chosen: dict[str, Any] = {"kind": kind}
    for spec in _specs(mechanics, kind):
        given = f"mechanic.{kind}.{spec['name']}"
        path = f"settings.mechanic.{spec['name']}"
        if spec["type"] == "integer":
            _put(chosen, spec["name"], _whole(reading, values, given, path))
        else:
            _put(chosen, spec["name"], _text(values, given) or None)
    return chosen


def _specs(mechanics: Sequence[Mapping[str, Any]], kind: str) -> Sequence[Mapping[str, Any]]:
    return next((each["settings_fields"] for each in mechanics if each["kind"] == kind), ())


def _eligibility(reading: Reading, values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {"countries": values.getlist("settings.eligibility.countries")}
    _put(found, "minimum_age", _whole(reading, values, "settings.eligibility.minimum_age"))
    return found


def _data(reading: Reading, values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {"opt_in": values.get("settings.data.opt_in") == "yes"}
    _put(found, "retention_days", _whole(reading, values, "settings.data.retention_days"))
    texts = {code: _text(values, f"settings.data.opt_in_text.{code}") for code in LANGUAGES}
    _put(found, "opt_in_text", {code: text for code, text in texts.items() if text} or None)
    return found


def _text(values: Values, name: str) -> str:
    return values.get(name, "").replace("\r\n", "\n").strip()


def _put(target: dict[str, Any], name: str, value: Any) -> None:
    if value is not None:
        target[name] = value


def _whole(reading: Reading, values: Values, name: str, path: str = "") -> int | None:
    text = _text(values, name)
    try:
        return whole_of(text) if text else None
    except ValueError:
        reading.errors.append(FieldError(path or name, "number"))
        return None


def _minor(reading: Reading, values: Values, name: str, currency: str) -> int | None:
    text = _text(values, name)
    try:
        return minor_of(text, get_currency_precision(currency)) if text else None
    except ValueError:
        reading.errors.append(FieldError(name, "amount"))
        return None
