"""Due work lives in the document it concerns, and is claimed by one worker at a time."""

from datetime import timedelta

import pytest

from shared.documents import Collection, Database
from tests.shared.documents.samples import NOON, document


@pytest.fixture
def entries(database: Database) -> Collection:
    collection = database.collection("entries")
    collection.ensure([])
    return collection


def test_due_work_is_claimed_once_for_a_lease(entries: Collection) -> None:
    entries.insert(document("later", due_at=NOON + timedelta(hours=1)))
    entries.insert(document("second", due_at=NOON - timedelta(minutes=1)))
    entries.insert(document("first", due_at=NOON - timedelta(minutes=2)) | {"workspace_id": "w"})
    entries.insert(document("never"))
    lease = timedelta(minutes=5)
    moments = [NOON, NOON + timedelta(seconds=1), NOON + timedelta(seconds=2)]
    claimed = [entries.claim_due(moment, lease) for moment in moments]
    assert [one and one["_id"] for one in claimed] == ["first", "second", None]
    assert claimed[1] == document("second", due_at=moments[1] + lease, attempts=1)
    again = entries.claim_due(moments[2] + lease, lease)
    assert again is not None
    assert (again["_id"], again["attempts"], again["version"]) == ("first", 2, 1)


def test_due_work_is_finished_by_its_last_claim_alone(entries: Collection) -> None:
    entries.insert(document("a", due_at=NOON))
    for late in range(2):
        entries.claim_due(NOON + timedelta(minutes=late), timedelta(minutes=1))
    done = {"$unset": {"due_at": ""}}
    assert entries.change("acme", {"_id": "a", "attempts": 1}, done) is None
    assert entries.change("acme", {"_id": "a", "attempts": 2}, done) is not None
    assert entries.claim_due(NOON + timedelta(days=1), timedelta(minutes=1)) is None


def test_an_editor_moves_due_work_although_it_was_claimed(entries: Collection) -> None:
    entries.insert(document("a", due_at=NOON))
    read = entries.get("acme", "a")
    entries.claim_due(NOON, timedelta(minutes=1))
    assert read is not None
    entries.replace(read | {"due_at": NOON + timedelta(days=1)})
    assert entries.change("acme", {"_id": "a", "attempts": 1}, {"$unset": {"due_at": ""}}) is None
    assert entries.claim_due(NOON + timedelta(hours=1), timedelta(minutes=1)) is None
    assert entries.claim_due(NOON + timedelta(days=1), timedelta(minutes=1)) is not None


def test_a_database_says_that_it_answers(database: Database) -> None:
    database.ping()
    database.idle()
    database.close()
    database.ping()
