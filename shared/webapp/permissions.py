"""Default deny: every view says who may call it, or the application is not created."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask

from shared.auth import Caller, Forbidden, Permission, Role

View = TypeVar("View", bound=Callable[..., Any])
_ACCESS = "_kermesse_access"
_RAW = "_kermesse_raw_body"
_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class UndeclaredPermission(Exception):
    """A route does not say who may call it: a fault of the program."""


@dataclass(frozen=True)
class Access:
    """Who may call a view: anybody, or the callers that have one of `roles`."""

    roles: frozenset[str] = frozenset()
    open: bool = False

    def check(self, caller: Caller) -> None:
        """Raise `Forbidden` unless `caller` has one of the roles."""
        if self.roles.isdisjoint(caller.roles):
            raise Forbidden


@dataclass(frozen=True)
class Door:
    """What is known of a view before it runs."""

    access: Access
    raw_body: bool = False


def requires(*allowed: Permission | str) -> Callable[[View], View]:
    """Declare who may call a view: permissions, or roles by name; one of them is enough.

    It stands under `@blueprint.route`, on a function.
    """
    if not allowed:
        raise TypeError("requires() needs a permission or a role")
    roles = frozenset(role for each in allowed for role in _roles(each))
    return _marked(_ACCESS, Access(roles=roles))


def open_to_all(view: View) -> View:
    """Declare that anybody may call a view, without a token."""
    return _marked(_ACCESS, Access(open=True))(view)


def is_open(view: Callable[..., Any] | None) -> bool:
    """Tell whether anybody may call a view, by its own declaration."""
    access = getattr(view, _ACCESS, None)
    return isinstance(access, Access) and access.open


def raw_body(view: View) -> View:
    """Declare that a view reads the body itself (webhooks, uploads): it need not be JSON."""
    return _marked(_RAW, True)(view)


def doors_of(app: Flask) -> dict[tuple[str, str], Door]:
    """Return the door of every (endpoint, method); raise `UndeclaredPermission`."""
    doors: dict[tuple[str, str], Door] = {}
    undeclared = []
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()).intersection(_VERBS)):
            door = _door(app.view_functions[rule.endpoint])
            if door is None:
                undeclared.append(f"{method} {rule.rule} ({rule.endpoint})")
            else:
                doors[rule.endpoint, method] = door
    if undeclared:
        raise UndeclaredPermission(
            f"these routes need @requires or @open_to_all: {', '.join(undeclared)}"
        )
    return doors


def _roles(allowed: Permission | str) -> Iterable[str]:
    return allowed.roles if isinstance(allowed, Permission) else (Role(allowed),)


def _marked(name: str, value: object) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, name, value)
        return view

    return mark


def _door(view: Callable[..., Any]) -> Door | None:
    access = getattr(view, _ACCESS, None)
    return None if access is None else Door(access, raw_body=bool(getattr(view, _RAW, False)))
