"""Which values a document may hold: those that both stores keep without changing them."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from shared.documents import UnsupportedForm

LOWEST, HIGHEST = -(2**63), 2**63 - 1
MOST_DEPTH = 64
HIDDEN = "outbox"


def check_text(value: object) -> None:
    """Refuse what is not text that UTF-8 can carry."""
    if not isinstance(value, str):
        raise UnsupportedForm(f"{type(value).__name__} instead of text")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise UnsupportedForm("text with half a surrogate pair")


def check_key(key: object) -> None:
    """Refuse a key that MongoDB reads as an operator or a path, or cannot store."""
    if type(key) is not str:
        raise UnsupportedForm(f"{type(key).__name__} as a key")
    if key.isidentifier():
        return
    check_text(key)
    if not key or "$" in key or "." in key or "\x00" in key:
        raise UnsupportedForm(f"the key {key!r}")


def check_scalar(value: object) -> None:
    """Refuse what is not text, int64, finite float, bool, UTC datetime (whole ms) or bytes."""
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, bool | bytes):
        return
    elif isinstance(value, int):
        if not LOWEST <= value <= HIGHEST:
            raise UnsupportedForm("an integer beyond 64 bits")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise UnsupportedForm("a float that is not finite")
    elif isinstance(value, datetime):
        _check_datetime(value)
    else:
        raise UnsupportedForm(f"{type(value).__name__} as a scalar")


def _check_datetime(value: datetime) -> None:
    if value.utcoffset() != timedelta(0):
        raise UnsupportedForm("a datetime that is not in UTC")
    if value.microsecond % 1000:
        raise UnsupportedForm("a datetime finer than a millisecond")


def check_value(value: object, depth: int = 0) -> None:
    """Refuse a value, or a member of it, that the stores would not keep alike."""
    if depth > MOST_DEPTH:
        raise UnsupportedForm(f"a value nested deeper than {MOST_DEPTH}")
    if isinstance(value, dict):
        if value and depth == MOST_DEPTH:
            raise UnsupportedForm(f"a value nested deeper than {MOST_DEPTH}")
        for key, member in value.items():
            check_key(key)
            if type(member) is not str or not member.isascii():
                check_value(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            check_value(member, depth + 1)
    elif value is not None:
        check_scalar(value)


def check_document(document: Mapping[str, Any]) -> None:
    """Refuse a document without its identifiers, with a reserved field, or with a strange value."""
    for name in ("_id", "workspace_id"):
        if not document.get(name):
            raise UnsupportedForm(f"a document without {name}")
        check_text(document[name])
    version = document.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise UnsupportedForm(f"the version {version!r}")
    if HIDDEN in document:
        raise UnsupportedForm(f"a field called {HIDDEN}")
    check_value(document)
