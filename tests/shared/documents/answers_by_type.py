"""What MongoDB's manual answers for values of each type: comparisons, sorts, smallest and largest.

Source: the manual's "Comparison and sort order". Types in their order, each with three values in
theirs; a comparison looks at values of the operand's type alone, `$min` and `$max` at all.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.shared.documents.answers import Change, Filter

NOON = datetime(2026, 6, 21, 12, tzinfo=UTC)
SORTS: dict[str, tuple[Any, Any, Any]] = {
    "numbers": (-(2**53) - 1, 0.5, 2**53 + 1),
    "texts": ("Z", "a", "é"),
    "bytes": (b"\xff", b"\x00\x01", b"\x00\x02"),
    "bools": (False, True, True),
    "datetimes": (NOON - timedelta(days=40_000), NOON, NOON + timedelta(milliseconds=1)),
}
# Each operator: whether the lesser, the operand itself and the greater match.
TRUTH: dict[str, tuple[bool, bool, bool]] = {
    "$lt": (True, False, False),
    "$lte": (True, True, False),
    "$gt": (False, False, True),
    "$gte": (False, True, True),
    "$ne": (True, False, True),
}


def comparisons() -> Iterator[Filter]:
    """Yield every operator on each type: against its neighbours, other types, None and nothing."""
    for kind, (low, middle, high) in SORTS.items():
        for operator, answers in TRUTH.items():
            where = {"a": {operator: middle}}
            for value, matches in zip((low, middle, high), answers, strict=True):
                if kind != "bools" or value is not True or middle is value:
                    yield Filter({"a": value}, where, answers[1] if value is middle else matches)
            for other in _others(kind):
                yield Filter({"a": other}, where, operator == "$ne")
            yield Filter({}, where, operator == "$ne")
        yield from _equalities(kind, low, middle)


def _equalities(kind: str, low: Any, middle: Any) -> Iterator[Filter]:
    for where in ({"a": low}, {"a": {"$in": [low]}}, {"$or": [{"a": low}, {"absent": low}]}):
        yield Filter({"a": low}, where, True)
        yield Filter({"a": middle}, where, False)
        yield Filter({}, where, False)
        for other in _others(kind):
            yield Filter({"a": other}, where, False)
    yield Filter({"a": low}, {"a": {"$in": [middle, low]}}, True)


def _others(kind: str) -> list[Any]:
    """Return a value of every other type, and those that are no scalars."""
    return [values[0] for name, values in SORTS.items() if name != kind] + [None, {"x": 1}]


def extremes() -> Iterator[Change]:
    """Yield `$min` and `$max` of each type against itself, every other type, None and nothing."""
    ranks = list(SORTS)
    for kind, (low, middle, _) in SORTS.items():
        yield Change({}, {"$min": {"a": low}}, {"a": low})
        yield Change({}, {"$max": {"a.b": low}}, {"a": {"b": low}})
        yield Change({"a": middle}, {"$min": {"a": low}}, {"a": low})
        yield Change({"a": low}, {"$min": {"a": middle}}, {"a": low})
        yield Change({"a": middle}, {"$max": {"a": low}}, {"a": middle})
        yield Change({"a": low}, {"$max": {"a": middle}}, {"a": middle})
        for other, (stored, _, _) in SORTS.items():
            if other != kind:
                lesser = ranks.index(kind) < ranks.index(other)
                yield Change({"a": stored}, {"$min": {"a": low}}, {"a": low if lesser else stored})
                yield Change({"a": stored}, {"$max": {"a": low}}, {"a": stored if lesser else low})


def memberships() -> Iterator[Change]:
    """Yield what lists make of members of each type: once, again, taken away."""
    for kind, (low, middle, _) in SORTS.items():
        others = [values[0] for name, values in SORTS.items() if name != kind]
        yield Change({"a": others}, {"$addToSet": {"a": low}}, {"a": [*others, low]})
        yield Change({"a": [low, middle]}, {"$addToSet": {"a": low}}, {"a": [low, middle]})
        yield Change({"a": [middle, low, middle]}, {"$pull": {"a": middle}}, {"a": [low]})
        yield Change({"a": others}, {"$pull": {"a": low}}, {"a": others})
        pulled = {"$pull": {"a": {"n": {"$in": [low]}}}}
        records = [{"n": low, "m": 1}, {"n": middle}, {"m": low}, *({"n": one} for one in others)]
        yield Change({"a": records}, pulled, {"a": records[1:]})
