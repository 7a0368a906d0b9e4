"""What a change writes: only what differs."""

from typing import Any

import pytest

from shared.documents.merging import merged, update_between


def written(stored: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> Any:
    return update_between(stored, merged(stored, before, after))


def test_what_is_alike_is_not_written() -> None:
    thing = {"_id": "a", "n": 1, "deep": {"list": [1, {"x": None}]}}
    assert written(thing, thing, {**thing, "deep": {"list": [1, {"x": None}]}}) == {}


def test_members_are_written_by_their_paths() -> None:
    before = {"n": 1, "gone": 2, "person": {"email": "x", "name": "y", "old": 1}}
    after = {"n": 2, "person": {"email": "", "name": "y"}, "new": {"a": 1}}
    assert written(before, before, after) == {
        "$set": {"n": 2, "person.email": "", "new": {"a": 1}},
        "$unset": {"person.old": True, "gone": True},
    }


def test_members_that_this_code_does_not_know_are_not_touched() -> None:
    stored = {
        "n": 1,
        "later": "x",
        "person": {"email": "a", "later": 1},
        "consents": [{"purpose": "rules", "later": 1}, {"purpose": "age", "later": 2}],
    }
    before = {
        "n": 1,
        "person": {"email": "a"},
        "consents": [{"purpose": "rules"}, {"purpose": "age"}],
    }
    after = {
        "n": 1,
        "person": {"email": ""},
        "consents": [{"purpose": "rules", "at": 5}, {"purpose": "age"}],
    }
    assert merged(stored, before, after) == {
        "n": 1,
        "later": "x",
        "person": {"email": "", "later": 1},
        "consents": [
            {"purpose": "rules", "later": 1, "at": 5},
            {"purpose": "age", "later": 2},
        ],
    }


def test_members_of_a_list_keep_what_is_theirs_when_they_move() -> None:
    stored = {"list": [{"id": 1, "later": "one"}, {"id": 2, "later": "two"}]}
    before = {"list": [{"id": 1}, {"id": 2}]}
    assert merged(stored, before, {"list": [{"id": 2}]}) == {"list": [{"id": 2, "later": "two"}]}
    assert merged(stored, before, {"list": [{"id": 2}, {"id": 1}]}) == {
        "list": [{"id": 2, "later": "two"}, {"id": 1, "later": "one"}]
    }
    assert merged(stored, before, {"list": [{"id": 1}, {"id": 2}, {"id": 3}]}) == {
        "list": [*stored["list"], {"id": 3}]
    }


def test_a_default_that_is_not_stored_is_not_written() -> None:
    assert written({"n": 1}, {"n": 1, "state": "new"}, {"n": 2, "state": "new"}) == {
        "$set": {"n": 2}
    }


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), ("1", 1), (None, ""), ([], {})])
def test_values_of_another_kind_differ(one: object, other: object) -> None:
    assert written({"n": one}, {"n": one}, {"n": other}) == {"$set": {"n": other}}


def test_a_name_that_is_a_number_is_in_no_path() -> None:
    before = {"answers": {"1": "a", "size": "L"}}
    after = {"answers": {"1": "b", "size": "L"}}
    assert written(before, before, after) == {"$set": after}
