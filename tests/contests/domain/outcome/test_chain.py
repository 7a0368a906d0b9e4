"""What becomes of the winners."""

import pytest

from services.contests.domain.draw import BrokenOutcome, canonical_hash
from services.contests.domain.outcome import promote, skip, standing_after, standing_at_draw
from tests.contests.certificates import certificate


@pytest.fixture
def drawn():
    return certificate()


@pytest.fixture
def start(drawn):
    return standing_at_draw(drawn, drawn["digest"])


def run(start, *moves):
    entries = []
    for move in moves:
        entries.append(move(standing_after(start, entries)))
    return entries


def test_the_alternate_takes_the_very_prize_given_up_and_others_keep_theirs(drawn, start):
    second = drawn["winners"][1]["ref"]
    entries = run(start, lambda s: skip(s, second, "declined"), lambda s: promote(s, 1))
    after = standing_after(start, entries)
    assert dict(after.holders) == {
        drawn["winners"][0]["ref"]: 0,
        drawn["winners"][2]["ref"]: 1,
        drawn["alternates"][0]: 1,
    }
    assert after.waiting == tuple(drawn["alternates"][1:])


def test_each_entry_holds_the_hash_of_the_one_before_from_the_digest_on(drawn, start):
    first = drawn["winners"][0]["ref"]
    entries = run(start, lambda s: skip(s, first, "no_answer"), lambda s: promote(s, 0))
    assert entries[0]["previous"] == drawn["digest"]
    assert entries[1]["previous"] == canonical_hash(entries[0])


def test_a_prize_without_an_alternate_left_is_not_awarded(drawn, start):
    first, spare = drawn["winners"][0]["ref"], drawn["alternates"]
    entries = run(
        start,
        lambda s: skip(s, first, "no_answer"),
        lambda s: promote(s, 0),
        lambda s: skip(s, spare[0], "withdrawn"),
        lambda s: promote(s, 0),
        lambda s: skip(s, spare[1], "not_eligible"),
        lambda s: promote(s, 0),
    )
    after = standing_after(start, entries)
    assert [each["kind"] for each in entries][-1] == "not_awarded"
    assert after.lost == (0,)
    assert after.vacant == ()


def test_nobody_gives_up_a_prize_of_another(drawn, start):
    with pytest.raises(BrokenOutcome):
        skip(start, drawn["alternates"][0], "declined")


def test_a_skip_has_a_public_code(drawn, start):
    with pytest.raises(BrokenOutcome):
        skip(start, drawn["winners"][0]["ref"], "disliked")


def test_a_prize_that_nobody_gave_up_is_not_passed_on(start):
    with pytest.raises(BrokenOutcome):
        promote(start, 0)


def test_the_second_alternate_does_not_pass_the_first(drawn, start):
    entries = run(start, lambda s: skip(s, drawn["winners"][0]["ref"], "declined"))
    entries += run(standing_after(start, entries), lambda s: promote(s, 0))
    entries[1] = {**entries[1], "ref": drawn["alternates"][1]}
    with pytest.raises(BrokenOutcome):
        standing_after(start, entries)


def test_an_entry_changed_or_dropped_later_breaks_the_chain(drawn, start):
    entries = run(
        start,
        lambda s: skip(s, drawn["winners"][0]["ref"], "declined"),
        lambda s: promote(s, 0),
    )
    with pytest.raises(BrokenOutcome):
        standing_after(start, [{**entries[0], "code": "withdrawn"}, entries[1]])
    with pytest.raises(BrokenOutcome):
        standing_after(start, entries[1:])
