"""A collection that declares itself: opening ensures its indexes and remembers it."""

import pytest

from shared.documents import Database, Declaration, Gone, Index, UnsupportedForm
from tests.shared.documents.samples import document, event

PEOPLE = Declaration(
    "people",
    indexes=(Index("address", ("workspace_id", "address"), unique=True),),
    publishes=True,
    personal={"address": Gone.REPLACED, "name.first": Gone.REMOVED},
)
NOTES = Declaration("notes")


def test_an_opened_collection_has_its_indexes(database: Database) -> None:
    people = database.open(PEOPLE)
    people.insert_many([document("a", address="x"), document("b", address="y")])
    assert people.find("acme", {"address": "y"}).items == [
        document("b", address="y") | {"version": 1}
    ]


def test_a_database_remembers_what_was_opened(database: Database) -> None:
    assert database.declared == ()
    database.open(PEOPLE)
    database.open(NOTES)
    database.open(PEOPLE)
    assert database.declared == (PEOPLE, NOTES)
    assert [each.name for each in database.publishing()] == ["people"]


def test_an_event_that_nobody_would_publish_is_refused(database: Database) -> None:
    notes, people = database.open(NOTES), database.open(PEOPLE)
    for write in (
        lambda: notes.insert(document("a"), [event(1)]),
        lambda: notes.change("acme", {"_id": "b"}, {"$set": {"n": 1}}, [event(1)], upsert=True),
        lambda: notes.replace(document("a") | {"version": 1}, [event(1)]),
    ):
        with pytest.raises(UnsupportedForm, match="not to publish"):
            write()
    assert notes.count("acme", {}) == 0
    people.insert(document("a", address="x"), [event(1)])
    assert [one.events for one in people.pending(9)] == [(event(1),)]


def test_two_declarations_of_one_name_are_refused(database: Database) -> None:
    database.open(NOTES)
    with pytest.raises(UnsupportedForm, match="another declaration of notes"):
        database.open(Declaration("notes", publishes=True))
    assert database.declared == (NOTES,)


def test_what_is_unique_is_replaced_when_its_person_goes(database: Database) -> None:
    with pytest.raises(UnsupportedForm, match="'address' of the unique index address"):
        database.open(Declaration("people", PEOPLE.indexes, personal={"address": Gone.REMOVED}))
    assert database.declared == ()
