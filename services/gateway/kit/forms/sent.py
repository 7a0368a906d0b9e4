"""What a page of the team sent, field by field."""

from flask import request


def typed(name: str) -> str:
    """Return what was typed into a field of the present form."""
    return request.form.get(name, "").replace("\r\n", "\n").strip()


def shown_version() -> int:
    """Return the version of the thing that the page of this form had shown."""
    text = typed("version")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 1
