"""A contest of the API → what its form shows: one text for each field, lists for boxes."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from werkzeug.datastructures import MultiDict

from services.gateway.kit.formats import instant
from services.gateway.kit.i18n import LANGUAGES
from services.gateway.kit.wall_time import BadWallTime, to_wall
from shared.words import split_duration

DATES = ("opens_at", "closes_at", "draw_at", "claims_end_at")
WINDOWS = ("confirm_within", "review_within", "answer_within")
ORGANISER = ("name", "legal_form", "registration", "address", "contact")
TEXTS = ("title", "intro")
Values = MultiDict[str, str]


def values_of(contest: Mapping[str, Any]) -> Values:
    """Return the form's values for a contest."""
    settings = contest.get("settings") or {}
    values: Values = MultiDict()
    values["version"] = str(contest.get("version", ""))
    values["before"] = before_text(contest)
    values["slug"] = contest.get("slug") or ""
    values["settings.zone"] = settings.get("zone") or "Europe/Paris"
    _dates(values, settings)
    _windows(values, settings)
    _prizes(values, settings.get("prizes") or [])
    _mechanic(values, settings.get("mechanic") or {})
    _people(values, settings)
    for language in LANGUAGES:
        for name in TEXTS:
            texts = (contest.get("texts") or {}).get(language) or {}
            values[f"texts.{language}.{name}"] = texts.get(name) or ""
    return values


def before_text(contest: Mapping[str, Any]) -> str:
    """Return what the page shows of a contest: what it does not ask goes back as it was."""
    shown = {"settings": contest.get("settings") or {}, "texts": contest.get("texts") or {}}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def before_of(values: Values) -> dict[str, Any] | None:
    """Return what stood on the page, None where it is not said in a way that can be read."""
    try:
        before = json.loads(values.get("before", ""))
    except ValueError:
        return None
    parts = (before.get("settings"), before.get("texts")) if isinstance(before, dict) else (0,)
    return before if all(isinstance(part, dict) for part in parts) else None


def rows(values: Values) -> list[int]:
    """Return the numbers of the prizes' rows: there is always one."""
    found = {
        int(parts[2])
        for parts in (name.split(".") for name in values)
        if parts[:2] == ["settings", "prizes"] and len(parts) > 3 and is_row(parts[2])
    }
    return sorted(found)[:50] or [0]


def is_row(text: str) -> bool:
    """Tell whether a part of a field's name, or of a button's, is the number of a row."""
    return text.isascii() and text.isdigit() and len(text) < 6


def add_row(values: Values) -> int:
    """Add an empty prize and return its number."""
    number = rows(values)[-1] + 1
    for name in ("name", "count", "value.amount", "delivery"):
        values[f"settings.prizes.{number}.{name}"] = ""
    return number


def remove_row(values: Values, number: int) -> None:
    """Take a prize away; the ones after it move up."""
    kept = [row for row in rows(values) if row != number]
    old = {name: value for name, value in values.items() if name.startswith("settings.prizes.")}
    for name in old:
        del values[name]
    for place, row in enumerate(kept):
        for name, value in old.items():
            if name.startswith(f"settings.prizes.{row}."):
                values[f"settings.prizes.{place}.{name.split('.', 3)[3]}"] = value


def _dates(values: Values, settings: Mapping[str, Any]) -> None:
    for name in DATES:
        given = settings.get(name)
        try:
            wall = to_wall(instant(given), values["settings.zone"]) if given else ""
        except BadWallTime:
            wall = ""
        values[f"settings.{name}"] = wall


def _windows(values: Values, settings: Mapping[str, Any]) -> None:
    for name in WINDOWS:
        seconds = settings.get(name)
        number, unit = split_duration(seconds) if seconds is not None else ("", "day")
        values[f"settings.{name}.number"] = str(number)
        values[f"settings.{name}.unit"] = unit


def _prizes(values: Values, prizes: list[Mapping[str, Any]]) -> None:
    for number, prize in enumerate(prizes):
        path = f"settings.prizes.{number}"
        worth = prize.get("value") or {}
        currency = worth.get("currency") or "EUR"
        values[f"{path}.name"] = prize.get("name") or ""
        values[f"{path}.count"] = _text(prize.get("count"))
        values[f"{path}.value.amount"] = _major(worth.get("amount"), currency)
        values[f"{path}.value.currency"] = currency
        values[f"{path}.delivery"] = prize.get("delivery") or ""


def _mechanic(values: Values, mechanic: Mapping[str, Any]) -> None:
    kind = mechanic.get("kind") or "draw"
    values["settings.mechanic.kind"] = kind
    for name, value in mechanic.items():
        if name not in ("kind", "max_weight"):
            values[f"mechanic.{kind}.{name}"] = _text(value)


def _people(values: Values, settings: Mapping[str, Any]) -> None:
    eligibility = settings.get("eligibility") or {}
    values["settings.alternates"] = _text(settings.get("alternates"))
    values["settings.eligibility.minimum_age"] = _text(eligibility.get("minimum_age"))
    values.setlist("settings.eligibility.countries", eligibility.get("countries") or [])
    for name in ORGANISER:
        values[f"settings.organiser.{name}"] = (settings.get("organiser") or {}).get(name) or ""
    data = settings.get("data") or {}
    values["settings.data.retention_days"] = _text(data.get("retention_days"))
    if data.get("opt_in"):
        values["settings.data.opt_in"] = "yes"
    for language in LANGUAGES:
        text = (data.get("opt_in_text") or {}).get(language) or ""
        values[f"settings.data.opt_in_text.{language}"] = text
    values.setlist("settings.languages", settings.get("languages") or [])


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _major(amount: int | None, currency: str) -> str:
    if amount is None:
        return ""
    return str(Decimal(amount).scaleb(-get_currency_precision(currency)))
