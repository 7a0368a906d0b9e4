"""Keys: a document's indexed fields as one run of bytes that sorts as the fields do."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from shared.documents import Index, UnsupportedForm, Where
from shared.documents.matching import MISSING, value_at
from shared.documents.ordering import bracket, encode
from shared.documents.planning import Plan, choices

# Sorts after whatever may follow a key, and before the next key.
AFTER = b"\xff"


class Span(NamedTuple):
    """Keys from `low` up to, and without, `high`; all begin with `shared` bytes of one prefix."""

    low: bytes
    high: bytes
    shared: int


def key_of(index: Index, document: Mapping[str, Any]) -> bytes:
    """Return the document's key; `_id` ends it unless the index is unique."""
    values = [value_at(document, path) for path in index.fields]
    if MISSING in values:
        values = [None if value is MISSING else value for value in values]
    if index.unique and None in values:
        raise UnsupportedForm(f"a field of the unique index {index.name} is absent")
    key = b"".join(map(encode, values))
    if index.unique or index.fields[-1] == "_id":
        return key
    return key + encode(document["_id"])


def place_key(plan: Plan, values: Sequence[object]) -> bytes:
    """Return the tail of the key whose sort fields have these values."""
    return b"".join(map(encode, values[: len(plan.stored_tail)]))


def spans(plan: Plan, workspace: str, where: Where) -> Iterator[list[Span]]:
    """Yield, for each choice of pinned values, the spans of keys to read, in their order."""
    beginning = encode(workspace)
    pinned = [_distinct(choices(where, path) or []) for path in plan.pinned]
    for branch in product(*pinned):
        prefix = beginning + b"".join(branch)
        yield _tails(prefix, plan, where)


def _distinct(values: list[Any]) -> list[bytes]:
    if len(values) == 1:
        return [encode(values[0])]
    return sorted({encode(value) for value in values})


def _tails(prefix: bytes, plan: Plan, where: Where) -> list[Span]:
    condition = where.get(plan.tail[0]) if plan.tail else None
    if condition is None:
        return [Span(prefix, prefix + AFTER, len(prefix))]
    chosen = choices(where, plan.tail[0])
    if chosen is not None:
        found = (prefix + value for value in _distinct(chosen))
        return [Span(low, low + AFTER, len(prefix)) for low in found]
    low, high = prefix, prefix + AFTER
    for operator, operand in condition.items():
        bounds = _bounds(operator, operand)
        low, high = max(low, prefix + bounds[0]), min(high, prefix + bounds[1])
    return [Span(low, high, len(prefix))]


def _bounds(operator: str, operand: Any) -> tuple[bytes, bytes]:
    if operator not in ("$gt", "$gte", "$lt", "$lte"):
        return b"", AFTER
    value, rank = encode(operand), bracket(operand)
    if operator == "$gt":
        return value + AFTER, bytes([rank + 1])
    if operator == "$gte":
        return value, bytes([rank + 1])
    return bytes([rank]), value if operator == "$lt" else value + AFTER


def narrowed(span: Span, place: bytes, *, descending: bool) -> Span:
    """Return the part of the span that comes after the place (the key's tail)."""
    at = span.low[: span.shared] + place
    if descending:
        return span._replace(high=min(span.high, at))
    return span._replace(low=max(span.low, at + b"\x00"))
