"""Lists are read a batch at a time, and judged line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contests.domain.draw import (
    BadEntryLine,
    ListNotOrdered,
    entry_line,
    parse_line,
    read_batches,
    summarise,
)
from tests.contests import naive
from tests.contests.certificates import refs

ref_texts = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=6, max_size=40)
right_lines = st.from_regex(r"[a-c]{6,7}\|[1-9]", fullmatch=True)
odd_lines = st.sampled_from(
    [
        "ABCDEF|1",
        "zzzzzz|1\n",
        "abc\ndef|1",
        "aaaaaa|1\nbbbbbb|1",
        "défghi|1",
        "\ud800bcdef|1",
        "cdefgh|01",
        "zzzzzz|1000",
        "zzzzzz|1001",
        "a|b",
        "",
    ]
)


@st.composite
def lists(draw_from):
    found = draw_from(st.dictionaries(ref_texts, st.integers(1, 9), max_size=40))
    return [entry_line(ref, found[ref]) for ref in sorted(found)]


def one_by_one(lines):
    """Read a list as docs/verify.md tells it."""
    pairs, before = [], ""
    for line in lines:
        pair = parse_line(line)
        if pair[0] <= before:
            raise ListNotOrdered
        before = pair[0]
        pairs.append(pair)
    return pairs


def together(lines):
    """Read a list as the product does."""
    return [
        (ref.decode(), weight)
        for batch in read_batches(lines)
        for ref, weight in zip(batch.refs, batch.weights, strict=True)
    ]


def judged(read, lines):
    try:
        return read(lines)
    except (BadEntryLine, ListNotOrdered) as refused:
        return type(refused)


@given(st.lists(right_lines | odd_lines, max_size=6) | lists())
def test_lines_are_judged_together_as_they_would_be_alone(lines):
    assert judged(together, lines) == judged(one_by_one, lines)


@pytest.mark.parametrize(
    ("last", "why"),
    [
        ("e-0000000000000999|1", ListNotOrdered),
        ("e-0000000000000500|1", ListNotOrdered),
        ("e-1", BadEntryLine),
        ("f-000é|1", BadEntryLine),
    ],
)
def test_a_bad_line_is_refused_behind_a_thousand_good_ones(last, why):
    lines = [entry_line(ref, 1) for ref in refs(1000)]
    with pytest.raises(why):
        summarise([*lines, last])


@given(lists())
def test_a_list_is_summed_up_as_plainly_described(lines):
    summary = summarise(lines)
    assert (summary.root, summary.weight) == naive.summary_of(lines)
    assert summary.entries == len(lines)


def test_a_ref_that_begins_another_stands_before_it_though_its_line_sorts_behind():
    lines = ["abcdef|1", "abcdef0|1"]
    assert sorted(lines) != lines
    assert summarise(lines).entries == 2
    with pytest.raises(ListNotOrdered):
        summarise(sorted(lines))


@pytest.mark.parametrize(
    "line", ["e-0001|0", "e-0001|01", "e-0001|1001", "e-1|1", "E-0001|1", "e-0001", "e-0001|1\n"]
)
def test_a_bad_line_is_refused(line):
    with pytest.raises(BadEntryLine):
        summarise([line])


def test_a_ref_stands_once():
    with pytest.raises(ListNotOrdered):
        summarise(["e-0001|1", "e-0001|2"])


def test_a_weight_over_the_maximum_is_refused():
    with pytest.raises(BadEntryLine):
        summarise(["e-0001|4"], max_weight=3)
