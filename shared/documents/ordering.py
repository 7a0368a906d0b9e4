"""The order of values, as MongoDB documents it, and an encoding of it that bytes keep.

Order of types: None, numbers, text, dict, list, bytes, bool, datetime. Numbers compare exactly,
int with float; text by UTF-8; bytes by length first. True is not 1.
Source: MongoDB manual, "Comparison and sort order".
"""

import math
import struct
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.documents import UnsupportedForm

NULL, NUMBER, TEXT, DICT, LIST, BYTES, BOOL, DATETIME = range(0x10, 0x90, 0x10)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
TEXT_BEGINS = bytes([TEXT])


def to_milliseconds(instant: datetime) -> int:
    """Return the milliseconds since 1970 (negative before)."""
    return (instant - EPOCH) // MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the UTC instant of so many milliseconds since 1970."""
    return EPOCH + milliseconds * MILLISECOND


def bracket(value: object) -> int:
    """Return the rank of the value's type: only values of one rank compare as equal or less."""
    if isinstance(value, str):
        return TEXT
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int | float):
        return NUMBER
    if isinstance(value, datetime):
        return DATETIME
    if value is None:
        return NULL
    if isinstance(value, bytes):
        return BYTES
    return DICT if isinstance(value, dict) else LIST


def encode(value: object) -> bytes:
    """Return bytes that sort as the scalar does; none begins with another's, none with 0xFF."""
    if isinstance(value, str):
        return TEXT_BEGINS + value.encode().replace(b"\x00", b"\x00\xff") + b"\x00"
    if isinstance(value, bool):
        return b"%c%c" % (BOOL, value)
    if isinstance(value, int | float):
        return b"%c%s" % (NUMBER, _number(value))
    if isinstance(value, datetime):
        return struct.pack(">BQ", DATETIME, to_milliseconds(value) + 2**63)
    if value is None:
        return b"%c" % NULL
    if isinstance(value, bytes):
        return struct.pack(">BQ", BYTES, len(value)) + value
    raise UnsupportedForm(f"a {type(value).__name__} where a scalar is indexed or compared")


def _number(value: float) -> bytes:
    """Encode the nearest float at or below, then what is left of a large integer (below 1024)."""
    below = float(value)
    if below > value:
        below = math.nextafter(below, -math.inf)
    rest = value - int(below) if isinstance(value, int) else 0
    (bits,) = struct.unpack(">Q", struct.pack(">d", below + 0.0))
    ordered = bits ^ 0xFFFFFFFFFFFFFFFF if bits >> 63 else bits | 1 << 63
    return struct.pack(">QH", ordered, rest)


def same(one: Any, other: Any) -> bool:
    """Return whether MongoDB calls the two equal (1 and 1.0 are; True and 1 are not)."""
    if bracket(one) != bracket(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
