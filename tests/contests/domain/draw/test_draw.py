"""From a frozen list to a certificate."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contests.domain.draw import (
    BrokenRules,
    ListChanged,
    MerkleTree,
    NotCanonical,
    Ranking,
    amend,
    canonical,
    canonical_hash,
    certificate_bytes,
    certificate_digest,
    commit,
    draw,
    effective,
    entry_line,
    frozen_rules,
    prk_of,
    read_batches,
    rules_hash,
    seal_of,
    summarise,
    terms_of,
)
from stack.beacon import sign_round
from tests.contests import naive
from tests.contests.certificates import certificate, refs, settings

AT = datetime(2026, 3, 1, tzinfo=UTC)
ref_texts = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=6, max_size=40)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@st.composite
def lists(draw_from, max_size=40):
    found = draw_from(st.dictionaries(ref_texts, st.integers(1, 9), max_size=max_size))
    return [entry_line(ref, found[ref]) for ref in sorted(found)]


@given(st.lists(st.binary(max_size=20), max_size=70), st.lists(st.integers(0, 9), max_size=9))
def test_a_tree_in_batches_of_any_size_equals_the_recursive_one(leaves, sizes):
    tree, source = MerkleTree(), iter(leaves)
    for size in sizes:
        tree.extend(islice(source, size))
    tree.extend(source)
    assert tree.root() == naive.tree_hash(leaves)


def ranked(prk, lines, count):
    ranking = Ranking(prk, count)
    for batch in read_batches(lines):
        ranking.add(batch)
    return ranking.first()


@given(lists(), st.binary(min_size=32, max_size=32))
def test_ranks_are_those_of_the_plain_description(lines, material):
    signature, seal = material[:16], material.hex()
    ranks = ranked(prk_of(signature, seal), lines, len(lines))
    assert ranks == naive.order_of(lines, signature, seal)


def test_weight_is_chance():
    wins = Counter(
        ranked(bytes([high, low]), ["heavy0|3", "light0|1"], 1)[0]
        for high in range(16)
        for low in range(250)
    )
    assert 0.72 < wins["heavy0"] / 4000 < 0.78


def test_first_ranks_take_the_prizes_in_order_and_the_next_are_alternates():
    drawn = certificate()
    order = naive.order_of(
        drawn["list"],
        sign_round(drawn["commitment"]["beacon"]["round"]),
        seal_of(drawn["commitment"]),
    )
    assert [(each["ref"], each["prize"], each["name"]) for each in drawn["winners"]] == [
        (order[0], 0, "Vélo"),
        (order[1], 1, "book"),
        (order[2], 1, "book"),
    ]
    assert drawn["alternates"] == order[3:5]
    assert drawn["not_awarded"] == 0


def test_fewer_entries_than_prizes_leave_prizes_not_awarded():
    drawn = certificate(lines=["e-0001|1", "e-0002|1"])
    assert len(drawn["winners"]) == 2
    assert drawn["alternates"] == []
    assert drawn["not_awarded"] == 1


def test_no_entry_at_all_makes_a_certificate_too():
    drawn = certificate(lines=[])
    assert drawn["winners"] == drawn["alternates"] == drawn["list"] == []
    assert drawn["not_awarded"] == 3


def test_a_list_that_changed_since_the_commitment_is_not_drawn():
    rules = frozen_rules(settings())
    committed = commit("contest-1", rules, summarise(["e-0001|1"]), {})
    with pytest.raises(ListChanged):
        draw(committed, rules, bytes(48), ["e-0002|1"])


def test_a_certificate_says_what_it_does_not_prove():
    assert certificate()["limits"] == [
        "This does not prove that each entry is a person.",
        "This does not prove that the organiser entered nobody before closing.",
        "test beacon: no public proof",
    ]


@given(lists(max_size=10))
def test_a_certificate_is_the_same_bytes_streamed_or_whole(lines):
    parts = {k: v for k, v in certificate().items() if k not in ("list", "digest")}
    digest = certificate_digest(parts, lines)
    whole = canonical({**parts, "list": lines, "digest": digest})
    assert b"".join(certificate_bytes(parts, digest, lines)) == whole
    assert digest == canonical_hash({**parts, "list": lines})


def test_a_long_list_is_written_in_batches_without_a_seam():
    lines = [entry_line(ref, 1) for ref in refs(2001)]
    drawn = certificate(lines=lines)
    assert drawn["list"] == lines


@given(json_values)
def test_any_value_without_fractions_reads_back_from_its_canonical_form(value):
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, 2**53, "\ud800", {"\ud800": 1}])
def test_what_has_no_exact_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_settings_in_force_follow_the_amendments():
    rules = amend(frozen_rules(settings()), "alternates", 5, reason="more", at=AT)
    rules = amend(rules, "mechanic.max_weight", 9, reason="friends", at=AT)
    current = effective(rules["settings"], rules["amendments"])
    assert (current["alternates"], current["mechanic"]["max_weight"]) == (5, 9)
    assert rules["settings"] == settings()
    assert [each["before"] for each in rules["amendments"]] == [2, 5]


def test_each_amendment_holds_the_hash_of_what_precedes_it():
    first = amend(frozen_rules(settings()), "alternates", 5, reason="more", at=AT)
    second = amend(first, "alternates", 6, reason="more", at=AT)
    assert first["amendments"][0]["previous"] == canonical_hash(settings())
    assert second["amendments"][1]["previous"] == canonical_hash(first["amendments"][0])
    assert rules_hash(first) != rules_hash(second)


def test_an_amendment_taken_out_of_the_chain_is_noticed():
    rules = amend(frozen_rules(settings()), "alternates", 5, reason="more", at=AT)
    rules = amend(rules, "draw_at", "2026-03-30T16:00:00.000Z", reason="late", at=AT)
    with pytest.raises(BrokenRules):
        effective(rules["settings"], rules["amendments"][1:])


def test_an_amendment_with_a_false_before_is_noticed():
    rules = amend(frozen_rules(settings()), "alternates", 5, reason="more", at=AT)
    with pytest.raises(BrokenRules):
        effective(rules["settings"], [{**rules["amendments"][0], "before": 3}])


@pytest.mark.parametrize("field", ["receipts", "beacon.chain", "nothing", "alternates.deep"])
def test_some_fields_are_never_amended(field):
    with pytest.raises(BrokenRules):
        amend(frozen_rules(settings()), field, "x", reason="why", at=AT)


def test_a_moved_date_moves_the_round():
    rules = frozen_rules(settings())
    moved = amend(rules, "draw_at", "2026-03-30T16:00:00.000Z", reason="sealed late", at=AT)
    before = terms_of(effective(rules["settings"], rules["amendments"])).round
    after = terms_of(effective(moved["settings"], moved["amendments"])).round
    assert after - before == timedelta(days=1) // timedelta(seconds=1)
