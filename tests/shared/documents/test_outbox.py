"""Pending events: in the same write as their document, hidden, ordered, settled once."""

import pytest

from shared.documents import (
    MOST_PENDING_EVENTS,
    Collection,
    Database,
    Duplicate,
    OutboxFull,
    Settlement,
    Stale,
    UnsupportedForm,
)
from shared.errors import Kind
from shared.events import Event
from tests.shared.documents.samples import document, event


@pytest.fixture
def entries(database: Database) -> Collection:
    collection = database.collection("entries")
    collection.ensure([])
    return collection


def waiting(collection: Collection) -> dict[str, tuple[int, list[Event]]]:
    return {one.id: (one.sent, list(one.events)) for one in collection.pending(1000)}


def test_events_are_hidden_beside_their_document(entries: Collection) -> None:
    entries.insert(document("a"), [event(1), event(2)])
    assert entries.get("acme", "a") == document("a")
    assert entries.find("acme", {}).items == [document("a")]
    changed = entries.change("acme", {"_id": "a"}, {"$set": {"n": 1}}, [event(3)])
    assert changed == document("a", n=1) | {"version": 2}
    assert waiting(entries) == {"a": (0, [event(1), event(2), event(3)])}


def test_an_event_comes_back_whole(entries: Collection) -> None:
    data = {"a.b": {"$c": [1, 2.5, None, True, "é 🎪"]}, "big": 2**70, "0": ""}
    entries.insert(document("a"), [event(1, **data)])
    [pending] = entries.pending(10)
    assert (pending.id, pending.workspace_id, pending.sent) == ("a", "acme", 0)
    assert pending.events == (event(1, **data),)


def test_a_replacement_pushes_events_behind_those_that_wait(entries: Collection) -> None:
    entries.insert(document("a"), [event(1)])
    entries.replace(document("a", n=1), [event(2)])
    with pytest.raises(Stale):
        entries.replace(document("a", n=2), [event(3)])
    assert waiting(entries) == {"a": (0, [event(1), event(2)])}


def test_a_refused_write_pushes_nothing(entries: Collection) -> None:
    entries.insert(document("a"), [event(1)])
    with pytest.raises(Duplicate):
        entries.insert(document("a"), [event(2)])
    assert entries.change("acme", {"_id": "a", "n": 1}, {}, [event(3)]) is None
    assert waiting(entries) == {"a": (0, [event(1)])}


def test_an_event_may_be_pushed_without_another_change(entries: Collection) -> None:
    entries.insert(document("a"))
    assert entries.change("acme", {"_id": "a"}, {}, [event(1)]) == document("a") | {"version": 2}
    assert waiting(entries) == {"a": (0, [event(1)])}


def test_documents_wait_oldest_first_in_any_workspace(entries: Collection) -> None:
    for number in (3, 1, 2):
        stored = document(f"d{number}") | {"workspace_id": f"w{number}"}
        entries.insert(stored, [event(number), event(number + 10)])
    entries.insert(document("quiet"))
    assert [one.id for one in entries.pending(9)] == ["d1", "d2", "d3"]
    assert [one.workspace_id for one in entries.pending(2)] == ["w1", "w2"]
    assert [one.id for one in entries.pending(1, skip=1)] == ["d2"]
    assert entries.pending(9, skip=3) == []
    entries.settle("w1", "d1", 0, 1)
    assert [one.id for one in entries.pending(9)] == ["d2", "d3", "d1"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_acknowledged_prefix_is_settled_once(entries: Collection, count: int) -> None:
    events = [event(1), event(2), event(3)]
    entries.insert(document("a"), events)
    assert entries.settle("acme", "a", 0, count)
    left = {"a": (count, events[count:])} if count < 3 else {}
    assert waiting(entries) == left
    assert not entries.settle("acme", "a", 0, count)
    assert waiting(entries) == left
    assert entries.get("acme", "a") == document("a")


def test_sequences_go_on_after_all_was_settled(entries: Collection) -> None:
    entries.insert(document("a"), [event(1)])
    entries.settle("acme", "a", 0, 1)
    entries.change("acme", {"_id": "a"}, {}, [event(2)])
    assert waiting(entries) == {"a": (1, [event(2)])}
    assert not entries.settle("acme", "a", 0, 1)
    assert entries.settle("acme", "a", 1, 1)
    assert waiting(entries) == {}


@pytest.mark.parametrize(
    ("workspace", "identifier", "sent", "count"),
    [
        ("other", "a", 0, 1),
        ("acme", "b", 0, 1),
        ("acme", "a", 1, 1),
        ("acme", "a", 0, 3),
        ("acme", "a", 0, 0),
    ],
)
def test_a_wrong_settlement_changes_nothing(
    entries: Collection, workspace: str, identifier: str, sent: int, count: int
) -> None:
    entries.insert(document("a"), [event(1), event(2)])
    assert not entries.settle(workspace, identifier, sent, count)
    assert waiting(entries) == {"a": (0, [event(1), event(2)])}


def test_each_settlement_has_its_own_guard(entries: Collection) -> None:
    for name in "abcd":
        entries.insert(document(name), [event(1), event(2)])
    entries.settle("acme", "b", 0, 1)
    given = [
        Settlement("acme", "a", 0, 2),
        Settlement("acme", "b", 0, 1),
        Settlement("other", "c", 0, 1),
        Settlement("acme", "d", 0, 1),
        Settlement("acme", "absent", 0, 1),
    ]
    assert entries.settle_each(given) == 2
    left = {"b": (1, [event(2)]), "c": (0, [event(1), event(2)]), "d": (1, [event(2)])}
    assert waiting(entries) == left
    assert entries.settle_each(given) == 0
    assert entries.settle_each([]) == 0
    assert waiting(entries) == left
    assert [one["version"] for one in entries.find("acme", {}).items] == [1, 1, 1, 1]


def test_a_hundred_documents_are_settled_at_once(entries: Collection) -> None:
    for number in range(100):
        entries.insert(document(f"d{number}"), [event(turn) for turn in range(1 + number % 3)])
    given = [Settlement(one.workspace_id, one.id, one.sent, 1) for one in entries.pending(100)]
    assert entries.settle_each(given) == 100
    assert {one.sent for one in entries.pending(100)} == {1}
    assert len(entries.pending(100)) == 66


@pytest.mark.parametrize(
    "given",
    [
        [Settlement("acme", "a", 0, 1), Settlement("acme", "a", 1, 1)],
        [Settlement("", "a", 0, 1)],
        [Settlement("acme", {"$ne": ""}, 0, 1)],  # type: ignore[arg-type]
        [Settlement("acme", "a", {"$gte": 0}, 1)],  # type: ignore[arg-type]
        [Settlement("acme", "a", 0, True)],
    ],
    ids=repr,
)
def test_a_settlement_says_exactly_what_it_takes_away(
    entries: Collection, given: list[Settlement]
) -> None:
    entries.insert(document("a"), [event(1), event(2)])
    with pytest.raises(UnsupportedForm):
        entries.settle_each(given)
    assert waiting(entries) == {"a": (0, [event(1), event(2)])}


def test_publishing_disturbs_no_editor(entries: Collection) -> None:
    entries.insert(document("a"), [event(1)])
    read = entries.get("acme", "a")
    entries.settle("acme", "a", 0, 1)
    assert read is not None
    entries.replace(read | {"n": 1}, [event(2)])
    assert waiting(entries) == {"a": (1, [event(2)])}


def test_at_most_a_hundred_events_wait(entries: Collection) -> None:
    entries.insert(document("a"), [event(number) for number in range(MOST_PENDING_EVENTS - 1)])
    with pytest.raises(OutboxFull) as refused:
        entries.change("acme", {"_id": "a"}, {"$set": {"n": 1}}, [event(100), event(101)])
    assert refused.value.kind is Kind.UNAVAILABLE
    assert entries.change("acme", {"_id": "a"}, {"$set": {"n": 1}}, [event(100)]) is not None
    for upsert in (False, True):
        with pytest.raises(OutboxFull):
            entries.change("acme", {"_id": "a"}, {"$set": {"n": 2}}, [event(1000)], upsert=upsert)
    with pytest.raises(OutboxFull):
        entries.replace(document("a") | {"version": 2}, [event(1000)])
    with pytest.raises(OutboxFull):
        entries.insert(document("b"), [event(number) for number in range(101)])
    assert entries.get("acme", "a") == document("a", n=1) | {"version": 2}
    assert entries.change("acme", {"_id": "a"}, {"$set": {"n": 3}}) is not None
    assert entries.settle("acme", "a", 0, 40)
    assert entries.change("acme", {"_id": "a"}, {"$set": {"n": 4}}, [event(1000)]) is not None


def test_a_refused_guard_is_told_from_a_full_outbox(entries: Collection) -> None:
    entries.insert(document("a", n=1), [event(number) for number in range(100)])
    assert entries.change("acme", {"_id": "a", "n": 2}, {}, [event(100)]) is None


def test_a_large_event_is_kept(entries: Collection) -> None:
    large = event(1, text="x" * 255_000)
    entries.insert(document("a"), [large, event(2)])
    assert waiting(entries) == {"a": (0, [large, event(2)])}
