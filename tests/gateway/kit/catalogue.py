"""Finds every text of the pages, as the catalogue must hold it."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

GATEWAY = Path(__file__).parents[3] / "services" / "gateway"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
JINJA = {"trimmed": "true", "silent": "false"}


def texts() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield (file, text or its singular and plural)."""
    for path in sorted(GATEWAY.rglob("templates/**/*.html")):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, list(KEYWORDS), [], JINJA):
                yield path.name, _identifier(message)
    for path in sorted(GATEWAY.rglob("*.py")):
        with path.open("rb") as file:
            for _, message, _, _ in extract("python", file, KEYWORDS, (), {"encoding": "utf-8"}):
                yield path.name, _identifier(message)


def _identifier(message: object) -> str | tuple[str, ...]:
    if isinstance(message, str):
        return message
    parts = [each for each in message if isinstance(each, str)]  # type: ignore[attr-defined]
    return tuple(parts[:2]) if len(parts) > 1 else parts[0]
