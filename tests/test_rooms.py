"""What the rooms of a service never hold: looked for in the source itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SERVICES = Path(__file__).parents[1] / "services"
OPERATOR = re.compile(r"\$[a-z][A-Za-z]*")
# Things that are still dicts; each leaves this list as it becomes a class.
STILL_DICTS = {
    "services/contests/domain/winner.py",
    "services/contests/use_cases/expire_claim.py",
    "services/contests/use_cases/fulfil_prize.py",
    "services/contests/use_cases/keep_winner.py",
    "services/contests/use_cases/withdraw_winner.py",
}


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
    assert found <= STILL_DICTS


def test_no_document_is_named_in_a_domain() -> None:
    found = {
        named(path)
        for path in files()
        if "domain" in path.parts and re.search(r"\bimport\b.*\bDocument\b", path.read_text())
    }
    assert found <= STILL_DICTS
