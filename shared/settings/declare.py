"""Declaring, loading and describing settings."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from shared.settings.converters import Converter, text

Settings = TypeVar("Settings")
REQUIRED: Any = object()
MISCONFIGURED = 2


class SettingError(Exception):
    """Some settings are missing or malformed; `problems` has a sentence for each, values untold."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class SettingRow:
    """One setting, as the documentation's table shows it."""

    name: str
    required: bool
    default: str
    example: str
    secret: bool
    help: str


@dataclass(frozen=True)
class _Declaration:
    name: str
    default: Any
    example: str
    help: str
    secret: bool
    convert: Converter

    def value(self, environ: Mapping[str, str]) -> Any:
        """Return the value; raise `ValueError` with a sentence. An empty variable is absent."""
        given = environ.get(self.name, "")
        if given == "" and self.default is not REQUIRED:
            return self.default
        if given == "":
            raise ValueError(f"{self.name} is missing: {self.help} (example: {self.example})")
        try:
            if not _is_text(given):
                raise ValueError("text in UTF-8")
            return self.convert(given)
        except ValueError as problem:
            raise ValueError(
                f"{self.name} is malformed: expected {problem} (example: {self.example})"
            ) from None


def setting(
    name: str,
    *,
    default: Any = REQUIRED,
    example: str = "",
    help: str = "",  # noqa: A002 - the word of the documentation's table
    secret: bool = False,
    converter: Converter = text,
) -> Any:
    """Declare a field of a frozen settings dataclass.

    `default` is the finished value, taken when the variable is absent or empty; without one the
    setting is required. A `secret` stays out of the object's representation. `converter` is one of
    `shared.settings.converters`, or any callable that raises `ValueError` with what it expects.
    """
    if not name.startswith("KERMESSE_"):
        raise TypeError(f"{name}: the name of a setting begins with KERMESSE_")
    declaration = _Declaration(name, default, example, help, secret, converter)
    return field(kw_only=True, repr=not secret, metadata={"setting": declaration})


def setting_each(
    keys: Iterable[str],
    name: str,
    *,
    example: str,
    help: str,  # noqa: A002 - the word of the documentation's table
    converter: Converter = text,
) -> Any:
    """Declare a field that holds one required setting for each of `keys`, by key.

    `name` and `help` name the key: `KERMESSE_{KEY}_URL`, `address of {key}`.
    """
    each = {
        key: _Declaration(
            name.format(KEY=key.upper()), REQUIRED, example, help.format(key=key), False, converter
        )
        for key in keys
    }
    return field(kw_only=True, metadata={"settings": each})


def load(kind: type[Settings], environ: Mapping[str, str]) -> Settings:
    """Return the settings found in `environ`; raise `SettingError` naming every wrong one."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for where, declaration in _declarations(kind):
        try:
            _put(values, where, declaration.value(environ))
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise SettingError(tuple(problems))
    return kind(**values)


def describe(kind: type[Any]) -> list[SettingRow]:
    """Return what `docs/settings.md` tells of each setting, in the order of declaration."""
    return [
        SettingRow(
            name=each.name,
            required=each.default is REQUIRED,
            default=_shown(each.default),
            example=each.example,
            secret=each.secret,
            help=each.help,
        )
        for _, each in _declarations(kind)
    ]


@contextmanager
def exit_on_setting_error() -> Iterator[None]:
    """Print each wrong setting on a line of the standard error, and end with status 2."""
    try:
        yield
    except SettingError as error:
        for problem in error.problems:
            sys.stderr.write(f"kermesse: {problem}\n")
        sys.stderr.flush()
        raise SystemExit(MISCONFIGURED) from None


def _declarations(kind: type[Any]) -> Iterator[tuple[tuple[str, ...], _Declaration]]:
    for each in fields(kind):
        if "setting" in each.metadata:
            yield (each.name,), each.metadata["setting"]
        for key, declaration in each.metadata.get("settings", {}).items():
            yield (each.name, key), declaration


def _put(values: dict[str, Any], where: tuple[str, ...], value: Any) -> None:
    name, *key = where
    if key:
        values.setdefault(name, {})[key[0]] = value
    else:
        values[name] = value


def _is_text(given: str) -> bool:
    """Tell whether a variable was UTF-8: other bytes arrive as halves of characters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in given)


def _shown(default: Any) -> str:
    if default is REQUIRED or default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return ",".join(default)
    return "" if isinstance(default, bytes) else str(default)
