"""Documents as JSON text. Datetimes and bytes are tagged by `$d` and `$b`, which no key may be."""

import base64
from datetime import datetime
from typing import Any

import orjson

from shared.documents import UnsupportedForm
from shared.documents.ordering import from_milliseconds, to_milliseconds


def to_text(value: object) -> str:
    """Return the value as JSON text that keeps every type of the port.

    Raise `UnsupportedForm` for what cannot be kept.
    """
    try:
        return orjson.dumps(value, _tagged, orjson.OPT_PASSTHROUGH_DATETIME).decode()
    except TypeError as error:
        raise UnsupportedForm(f"a value that is no JSON: {error}") from error


def from_text(text: str | bytes) -> Any:
    """Return the value that `to_text` wrote; raise `ValueError` for what is not JSON."""
    value = orjson.loads(text)
    if type(value) is dict:
        return _of_dict(value)
    return _of_list(value) if type(value) is list else value


def _tagged(value: object) -> Any:
    if isinstance(value, float):
        return float(value)
    if isinstance(value, datetime):
        return {"$d": to_milliseconds(value)}
    if isinstance(value, bytes):
        return {"$b": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} as a value")


def _of_dict(holder: dict[str, Any]) -> Any:
    if len(holder) == 1:
        if "$d" in holder:
            return from_milliseconds(holder["$d"])
        if "$b" in holder:
            return base64.b64decode(holder["$b"])
    for name, member in holder.items():
        if type(member) is dict:
            holder[name] = _of_dict(member)
        elif type(member) is list:
            holder[name] = _of_list(member)
    return holder


def _of_list(holder: list[Any]) -> list[Any]:
    for place, member in enumerate(holder):
        if type(member) is dict:
            holder[place] = _of_dict(member)
        elif type(member) is list:
            holder[place] = _of_list(member)
    return holder
