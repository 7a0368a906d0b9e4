"""docs/settings.md, written from the settings themselves: `make house`.

A test compares the file with what this module writes.
"""

import importlib.util
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

import services
from shared.settings import CommonSettings, ProxySettings, SettingRow, describe
from stack.settings import StackSettings, StandinsSettings
from stack.supervisor import ROOT

FILE = ROOT / "docs" / "settings.md"
INTRODUCTION = """# Settings

Every process reads its settings from its environment, all of them at its start. One that is
missing or malformed ends the start with its name and exit code 2. An empty variable counts as
absent. Secrets are never printed. `kermesse up` and `kermesse demo` make the secrets once, in
`secrets.env` of their folder, and hand each process its own.

This file is written by `make house`; a test compares it with the code.
"""
SERVING = "Every web process"
OUTSIDE = """## Read by libraries

| name | meaning |
|---|---|
| `PROMETHEUS_MULTIPROC_DIR` | folder in which the workers of one web process add up their figures |
"""
TESTS = """## Read by the tests

| name | meaning |
|---|---|
| `KERMESSE_REQUIRE` | servers that must be found, such as `kafka,mongo,browser,office`; \
without it their tests are left out, and counted |
| `KERMESSE_CHROMIUM` | the browser's command (default `chromium`) |
"""


def _classes(module: str) -> Iterator[type[Any]]:
    for value in vars(importlib.import_module(module)).values():
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module:
            yield value


def _own(kind: type[Any], *above: type[Any]) -> list[SettingRow]:
    told = {row.name for row in describe(CommonSettings)}
    told |= {row.name for each in above for row in describe(each)}
    return [row for row in describe(kind) if row.name not in told]


def sections() -> Iterator[tuple[str, list[SettingRow]]]:
    """Give (title, rows) of each part of the table, what all services share first."""
    yield "Every service", describe(CommonSettings)
    for kind in _classes("shared.webapp.serving"):
        yield SERVING, _own(kind)
    for found in pkgutil.iter_modules(services.__path__):
        name = f"services.{found.name}.settings"
        if found.ispkg and importlib.util.find_spec(name):
            rows = {row.name: row for kind in _classes(name) for row in _own(kind, ProxySettings)}
            yield f"services/{found.name}", list(rows.values())
    yield "`kermesse up` and `kermesse demo`", _own(StackSettings)
    yield "The stand-ins, handed out by the stack", describe(StandinsSettings)


def _line(row: SettingRow) -> str:
    need = "**required**" if row.required else (f"`{row.default}`" if row.default else "")
    meaning = f"{row.help} (secret)" if row.secret else row.help
    example = f"`{row.example}`" if row.example else ""
    return f"| `{row.name}` | {meaning} | {need} | {example} |".replace("|  |", "| |")


def markdown() -> str:
    """Return the file."""
    parts = [INTRODUCTION]
    for title, rows in sections():
        head = f"## {title}\n\n| name | meaning | default | example |\n|---|---|---|---|\n"
        parts.append(head + "".join(f"{_line(row)}\n" for row in rows))
    return "\n".join([*parts, OUTSIDE, TESTS])
