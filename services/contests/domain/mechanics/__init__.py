"""Mechanics: each module of this folder that holds a `Mechanic` adds one, and is found by itself.

Nothing else names a mechanic: entries ask it what to check and how many chances that gives, the
draw knows chances alone.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from inspect import isabstract, isclass
from types import ModuleType
from typing import Any

from services.contests.domain.mechanics.mechanic import Mechanic
from shared.forms.field import Field, When

__all__ = [
    "Mechanic",
    "mechanic_fields",
    "mechanic_of",
    "mechanics",
    "params_of",
]


@cache
def mechanics() -> Mapping[str, Mechanic]:
    """Return every mechanic by its kind, in the order of the modules' names."""
    found: dict[str, Mechanic] = {}
    for module in pkgutil.iter_modules(__path__):
        for kind in _kinds(import_module(f"{__name__}.{module.name}")):
            if kind.kind in found:
                raise TypeError(f"two mechanics are called {kind.kind}")
            found[kind.kind] = kind()
    return found


def mechanic_of(settings: Mapping[str, Any]) -> Mechanic | None:
    """Return the mechanic that settings name, or None."""
    return mechanics().get((settings.get("mechanic") or {}).get("kind", ""))


def params_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mechanic's own params out of settings."""
    chosen = settings.get("mechanic") or {}
    return {name: value for name, value in chosen.items() if name not in ("kind", "max_weight")}


def mechanic_fields(path: str) -> Iterator[Field]:
    """Yield what each mechanic asks of staff, at the path of the settings that name it."""
    for kind, mechanic in mechanics().items():
        for field in mechanic.settings_fields():
            yield replace(
                field,
                path=f"{path}.{field.path}",
                name=f"mechanic.{kind}.{field.path}",
                when=When(f"{path}.kind", kind),
            )


def _kinds(module: ModuleType) -> list[type[Mechanic]]:
    return [
        member
        for member in vars(module).values()
        if isclass(member)
        and issubclass(member, Mechanic)
        and not isabstract(member)
        and member.__module__ == module.__name__
    ]
