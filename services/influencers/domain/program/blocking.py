"""What still blocks the opening of a program: each fault at the path of its field."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.influencers.domain.program.form import FIELDS, ProgramForm
from shared.errors import FieldError
from shared.forms.field import LANGUAGES, Kind, filled, missing_of

REWARDS = ("lead", "sale_share", "sale_flat", "fee")
_AMOUNTS = [field.path for field in FIELDS if field.kind is Kind.AMOUNT]


def blocking_of(settings: Mapping[str, Any]) -> list[FieldError]:
    """Return why these settings cannot be published, in the order of the form."""
    found = [*missing_of(FIELDS, {"settings": settings}), *_joined(settings)]
    paths = [field.path.partition(".{")[0] for field in FIELDS]
    return sorted(found, key=lambda each: _place(each.field, paths))


def form_of(settings: Mapping[str, Any]) -> ProgramForm:
    """Return complete settings as a form."""
    return filled(ProgramForm, {"settings": settings})


def _place(path: str, paths: list[str]) -> int:
    return next(place for place, each in enumerate(paths) if path == each or _in(path, each))


def _in(path: str, group: str) -> bool:
    return path.startswith(f"{group}.")


def _joined(settings: Mapping[str, Any]) -> Iterator[FieldError]:
    groups = settings.get("groups") or []
    if not any(each.get(name) for each in (settings, *groups) for name in REWARDS):
        yield FieldError("settings.lead", "no_reward")
    yield from _sales(settings, "settings")
    yield from _currencies(settings)
    for language in LANGUAGES:
        if not (settings.get("terms") or {}).get(language):
            yield FieldError(f"settings.terms.{language}", "missing")
    names = [each.get("name", "").strip().casefold() for each in groups]
    for place, group in enumerate(groups):
        path = f"settings.groups.{place}"
        if not names[place]:
            yield FieldError(f"{path}.name", "missing")
        elif names[place] in names[:place]:
            yield FieldError(f"{path}.name", "duplicate")
        if not any(group.get(name) for name in REWARDS):
            yield FieldError(f"{path}.lead", "no_rate")
        yield from _sales(group, path)


def _sales(rates: Mapping[str, Any], path: str) -> Iterator[FieldError]:
    if rates.get("sale_share") and rates.get("sale_flat"):
        yield FieldError(f"{path}.sale_flat", "share_or_flat")


def _currencies(settings: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield each amount that is of another currency than the program."""
    currency = settings.get("currency") or "EUR"
    held = {path: settings.get(path.removeprefix("settings.")) for path in _AMOUNTS}
    for place, group in enumerate(settings.get("groups") or []):
        for name in ("lead", "sale_flat", "fee"):
            held[f"settings.groups.{place}.{name}"] = group.get(name)
    for path, amount in held.items():
        if amount and amount["currency"] != currency:
            yield FieldError(path, "other_currency", {"currency": currency})
