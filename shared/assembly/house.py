"""The house as it is written down: `shared/contracts/house.json`, made from the manifests.

Whoever serves or calls every service reads it here, and imports none of them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from shared.assembly.manifest import Manifest
from shared.assembly.published import FILE as FILE
from shared.auth import Permission
from shared.forms.described import described


@dataclass(frozen=True)
class Service:
    """What is written of a service; `forms` as `shared.forms.described` tells fields."""

    name: str
    api: tuple[str, ...] = ()
    people: bool = False
    permissions: tuple[Permission, ...] = ()
    forms: Mapping[str, Any] = field(default_factory=dict)


@cache
def house() -> tuple[Service, ...]:
    """Return every service of the house, by name."""
    return tuple(map(_service, json.loads(FILE.read_text())["services"]))


def permission(name: str) -> Permission:
    """Return a permission that a service declares; raise `KeyError` where none does."""
    return {each.name: each for service in house() for each in service.permissions}[name]


def service_at(path: str, services: Iterable[Service]) -> str | None:
    """Return the service that answers `path` (after `/api/v1/`); None where none does.

    Of several patterns that fit the beginning of a path, the longest decides.
    """
    segments = path.split("/")
    fitting = [
        (len(pattern), service.name)
        for service in services
        for pattern in (each.split("/") for each in service.api)
        if _fits(pattern, segments)
    ]
    return max(fitting)[1] if fitting else None


def written(manifests: Iterable[Manifest]) -> str:
    """Return the file."""
    services = [_told(each) for each in sorted(manifests, key=lambda each: each.name)]
    return json.dumps({"services": services}, indent=2, ensure_ascii=False) + "\n"


def _service(told: Mapping[str, Any]) -> Service:
    return Service(
        name=told["name"],
        api=tuple(told["api"]),
        people=told["people"],
        permissions=tuple(Permission(*each) for each in told["permissions"].items()),
        forms=told["forms"],
    )


def _fits(pattern: list[str], segments: list[str]) -> bool:
    return len(pattern) <= len(segments) and all(
        wanted in ("*", given) for wanted, given in zip(pattern, segments, strict=False)
    )


def _told(manifest: Manifest) -> dict[str, Any]:
    return {
        "name": manifest.name,
        "api": list(manifest.api),
        "people": manifest.people,
        "permissions": {each.name: sorted(each.roles) for each in manifest.permissions},
        "forgets": {
            each.name: each.retention_ms for each in manifest.publishes if each.retention_ms >= 0
        },
        "forms": {
            name: [described(each) for each in fields] for name, fields in manifest.forms.items()
        },
    }
