"""The encoding of keys sorts as the values do, and keeps what documents hold."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.documents.ordering import encode, from_milliseconds, same, to_milliseconds
from shared.documents.text import from_text, to_text

INT64 = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
NUMBERS = INT64 | FLOATS | INT64.map(float)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
INSTANTS = st.integers(to_milliseconds(datetime(1, 1, 2, tzinfo=UTC)), 2**47).map(from_milliseconds)
SCALARS = NUMBERS | TEXTS | st.booleans() | st.binary(max_size=9) | INSTANTS | st.none()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
)


def in_order(one: Any, other: Any) -> int:
    """Return -1, 0 or 1."""
    return int(one > other) - int(one < other)


@given(NUMBERS, NUMBERS)
def test_numbers_sort_exactly(one: float, other: float) -> None:
    assert in_order(encode(one), encode(other)) == in_order(one, other)


@given(INT64, st.integers(-2, 2))
def test_neighbours_among_large_integers_are_told_apart(one: int, step: int) -> None:
    other = max(-(2**63), min(2**63 - 1, one + step))
    assert in_order(encode(one), encode(other)) == in_order(one, other)
    assert in_order(encode(one), encode(float(other))) == in_order(one, float(other))


@given(TEXTS, TEXTS)
def test_texts_sort_by_their_letters(one: str, other: str) -> None:
    assert in_order(encode(one), encode(other)) == in_order(one.encode(), other.encode())


@given(INSTANTS, INSTANTS)
def test_instants_sort_by_time(one: datetime, other: datetime) -> None:
    assert in_order(encode(one), encode(other)) == in_order(one, other)


@given(st.tuples(TEXTS, NUMBERS, TEXTS), st.tuples(TEXTS, NUMBERS, TEXTS))
def test_keys_of_several_fields_sort_field_by_field(one: Any, other: Any) -> None:
    keys = [b"".join(map(encode, values)) for values in (one, other)]
    letters = [(a.encode(), n, b.encode()) for a, n, b in (one, other)]
    assert in_order(*keys) == in_order(*letters)


@given(SCALARS, SCALARS)
def test_equal_keys_mean_equal_values(one: Any, other: Any) -> None:
    assert (encode(one) == encode(other)) is same(one, other)
    assert one is other or not encode(other).startswith(encode(one)) or same(one, other)


@given(VALUES)
def test_text_keeps_every_value(value: Any) -> None:
    kept = from_text(to_text(value))
    assert kept == value
    assert repr(kept) == repr(value)
