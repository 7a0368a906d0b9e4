"""Reading JSON bodies strictly, before any schema sees them (RFC 8259, and I-JSON, RFC 7493)."""

import json
import math
from typing import Any, ClassVar

from flask import Request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import UnsupportedMediaType

from shared.errors import AppError, Kind

# What a request may weigh: bytes, and nested arrays and objects.
LARGEST, DEEPEST = 1024 * 1024, 32
_LARGEST_WHOLE = 2**63
# What the server raises where the body's chunks cannot be told apart: the sender's fault.
UnreadableBody = ParseException


class MalformedBody(AppError):
    """The body is not the JSON that is accepted here."""

    slug: ClassVar[str] = "malformed_body"
    kind: ClassVar[Kind] = Kind.MALFORMED

    @classmethod
    def of_chunks(cls) -> "MalformedBody":
        """Return the error that stands for the server's `UnreadableBody`."""
        return cls("The body's chunks cannot be read.")


def check_body(request: Request) -> None:
    """Refuse a body that is not plain JSON; an absent body is left to the schema.

    Raise `MalformedBody`, or werkzeug's `UnsupportedMediaType` and `RequestEntityTooLarge`.
    """
    body = request.get_data(cache=True)
    if not body:
        return
    if not request.is_json:
        raise UnsupportedMediaType("Send JSON, with the header Content-Type: application/json.")
    parse_json(body)


def parse_json(body: bytes, depth: int = DEEPEST) -> Any:
    """Return the value of `body`; raise `MalformedBody`.

    Refused: what is not UTF-8, NaN and infinities, whole numbers beyond 64 bits, a key twice, keys
    with `$`, `.` or NUL (operators and paths of the database), empty keys, halves of surrogate
    pairs, and nesting beyond `depth`.
    """
    try:
        text = body.decode("utf-8")
        value = _DECODER.decode(text)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        detail = str(error) if isinstance(error, _Refused) else "The body is not valid JSON."
        raise MalformedBody(detail) from None
    if text.count("{") + text.count("[") > depth and not _within(value, depth):
        raise MalformedBody(f"The body is nested deeper than {depth} levels.")
    return value


class _Refused(ValueError):
    """Valid JSON that is not accepted; the message is told to the caller."""


def _constant(name: str) -> Any:
    raise _Refused(f"{name} is not a number.")


def _real(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _Refused("A number is too large.")
    return number


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= 20 else _LARGEST_WHOLE
    if not -_LARGEST_WHOLE <= number < _LARGEST_WHOLE:
        raise _Refused("A number is too large.")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Refused("An object has the same key twice.")
    if "" in members:
        raise _Refused("A key is empty.")
    for key in members:
        if "$" in key or "." in key or "\0" in key:
            raise _Refused("A key contains $, a dot or a null character.")
    return members


def _within(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth + 1):
        nested = [each for each in level if isinstance(each, dict | list)]
        if not nested:
            return True
        level = [
            child
            for each in nested
            for child in (each.values() if isinstance(each, dict) else each)
        ]
    return False


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_real, parse_int=_whole, parse_constant=_constant
)
