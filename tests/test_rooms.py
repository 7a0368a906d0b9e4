"""What the rooms of a service never hold: looked for in the source itself."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from importlib import import_module
from inspect import getmembers, isclass, isfunction
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from shared.documents import Page

SERVICES = Path(__file__).parents[1] / "services"
OPERATOR = re.compile(r"\$[a-z][A-Za-z]*")
PURE_NAMES = ("addresses", "errors", "events", "forms.field", "ids", "ledger", "money")
PURE = {f"shared.{name}" for name in PURE_NAMES}
PLAIN = {bool, int, str, bytes, datetime, NoneType, ...}
HOLDING = {Page, list, tuple, set, dict, Iterator, Sequence, Union, UnionType}


def files() -> Iterator[Path]:
    """Yield the source of every domain and use case."""
    for path in sorted(SERVICES.rglob("*.py")):
        if {"domain", "use_cases"} & set(path.parts):
            yield path


def texts(path: Path) -> Iterator[str]:
    """Yield the literal texts of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named(path: Path) -> str:
    return path.relative_to(SERVICES.parent).as_posix()


def test_no_operator_of_a_database_stands_in_a_domain_or_a_use_case() -> None:
    found = {named(path) for path in files() if any(map(OPERATOR.fullmatch, texts(path)))}
    assert found == set()


def test_no_document_is_named_in_a_domain() -> None:
    found = {
        named(path)
        for path in files()
        if "domain" in path.parts and re.search(r"\bimport\b.*\bDocument\b", path.read_text())
    }
    assert found == set()


def test_of_shared_a_domain_knows_what_is_pure_alone() -> None:
    found = {
        f"{named(path)}: {name}"
        for path in files()
        if "domain" in path.parts
        for name in re.findall(r"^from (shared[\w.]*) import", path.read_text(), re.MULTILINE)
        if name not in PURE
    }
    assert found == set()


def test_a_domain_divides_nothing_into_what_is_finer_than_what_is_stored() -> None:
    found = {
        named(path)
        for path in files()
        if "domain" in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
    }
    assert found == set()


def stores() -> Iterator[type]:
    """Yield every store of every service."""
    for path in sorted(SERVICES.rglob("stores/[!_]*.py")):
        module = import_module(named(path).removesuffix(".py").replace("/", "."))
        for kind in vars(module).values():
            if isclass(kind) and kind.__module__ == module.__name__ and kind.__name__ != "Stores":
                yield kind


def answers(store: type) -> Iterator[tuple[str, Any]]:
    """Yield what each public method of a store returns."""
    for name, method in getmembers(store, isfunction):
        if not name.startswith("_"):
            yield f"{store.__name__}.{name}", get_type_hints(method)["return"]


def is_answer(kind: Any) -> bool:
    """Tell whether it is a thing, a number or a text, a page or a table of them, or nothing."""
    if get_args(kind):
        return all(map(is_answer, get_args(kind))) and get_origin(kind) in HOLDING
    return kind in PLAIN or (isclass(kind) and (is_dataclass(kind) or issubclass(kind, Enum)))


def test_a_store_answers_things_numbers_or_pages_of_them_and_never_a_document() -> None:
    found = {name for store in stores() for name, kind in answers(store) if not is_answer(kind)}
    assert found == set()
