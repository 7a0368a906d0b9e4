"""Documents as JSON text. Datetimes and bytes are tagged by `$d` and `$b`, which no key may be."""

import base64
import json
from datetime import datetime
from typing import Any

from shared.documents import UnsupportedForm
from shared.documents.ordering import from_milliseconds, to_milliseconds


def _tagged(value: object) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {"$d": to_milliseconds(value)}
    if isinstance(value, bytes):
        return {"$b": base64.b64encode(value).decode()}
    raise UnsupportedForm(f"{type(value).__name__} as a value")


def _untagged(pairs: dict[str, Any]) -> Any:
    if len(pairs) == 1:
        if "$d" in pairs:
            return from_milliseconds(pairs["$d"])
        if "$b" in pairs:
            return base64.b64decode(pairs["$b"])
    return pairs


_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_tagged
)
_decoder = json.JSONDecoder(object_hook=_untagged)


def to_text(value: object) -> str:
    """Return the value as JSON text that keeps every type of the port."""
    return _encoder.encode(value)


def from_text(text: str) -> Any:
    """Return the value that `to_text` wrote."""
    value, end = _decoder.raw_decode(text)
    if end != len(text):
        raise ValueError("more than one value")
    return value
