"""Quotation marks of each language, and what stands inside them."""

import re

from shared.words.spacing import NO_BREAK

_OPENING, _CLOSING = re.compile(r"«[ \u00a0\u202f]*"), re.compile(r"[ \u00a0\u202f]*»")
_SINGLE = str.maketrans("“”", "‘’")


def quoted(text: str, language: str) -> str:
    """Return « text » or “text”; what is quoted inside it has the marks of the second rank."""
    inside = inside_quotes(text, language)
    return f"«{NO_BREAK}{inside}{NO_BREAK}»" if language == "fr" else f"“{inside}”"


def inside_quotes(text: str, language: str) -> str:
    """Return a text as it stands inside quotation marks that others write."""
    if language != "fr":
        return text.translate(_SINGLE)
    return _CLOSING.sub("”", _OPENING.sub("“", text))
