"""Finds every text of the pages, as the catalogue must hold it."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

GATEWAY = Path(__file__).parents[3] / "services" / "gateway"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "pgettext": ((1, "c"), 2)}
JINJA = {"trimmed": "true", "silent": "false"}
Text = str | tuple[str, ...]


def texts() -> Iterator[tuple[str, Text]]:
    """Yield (file, text or its singular and plural)."""
    for path in sorted(GATEWAY.rglob("templates/**/*.html")):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, list(KEYWORDS), [], JINJA):
                yield path.name, _identifier(message)
    for path in sorted(GATEWAY.rglob("*.py")):
        with path.open("rb") as file:
            found = extract("python", file, KEYWORDS, (), {"encoding": "utf-8"})
            for _, message, _, context in found:
                yield path.name, in_context(context, _identifier(message))


def in_context(context: str | None, text: Text) -> Text:
    """Return what names a text that is said of something, as a compiled catalogue names it."""
    return f"{context}\4{text}" if context else text


def _identifier(message: object) -> Text:
    if isinstance(message, str):
        return message
    parts = [each for each in message if isinstance(each, str)]  # type: ignore[attr-defined]
    return tuple(parts[:2]) if len(parts) > 1 else parts[0]
