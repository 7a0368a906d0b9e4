"""Things of the domain over a collection: load, pure transition, guarded save, again if need be."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.documents.things import Things
from shared.errors import NotFound
from shared.events import Event
from tests.shared.documents.samples import NOON, event

JARS = Declaration(
    "jars", indexes=(Index("label", ("workspace_id", "label"), unique=True),), publishes=True
)


@dataclass(frozen=True)
class Jar:
    """A thing with one number that many raise at once."""

    id: str
    label: str
    sweets: int = 0
    due_at: datetime | None = None
    version: int = 0

    def given(self, sweets: int) -> tuple["Jar", Sequence[Event]]:
        return replace(self, sweets=self.sweets + sweets), ()


def jar_of(document: Document) -> Jar:
    known = {name: document[name] for name in ("label", "sweets", "due_at") if name in document}
    return Jar(document["_id"], version=document["version"], **known)


def jar_document(jar: Jar) -> Document:
    document: Document = {"_id": jar.id, "workspace_id": "acme", "version": jar.version}
    document |= {"label": jar.label, "sweets": jar.sweets}
    return document | ({"due_at": jar.due_at} if jar.due_at else {})


@pytest.fixture
def jars(database: Database) -> Things[Jar]:
    return Things(database.open(JARS), jar_of, jar_document)


def test_a_thing_that_was_added_is_found(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint"), [event(1)])
    added = Jar("a", "mint", version=1)
    assert added == jars.get("acme", "a") == jars.find("acme", "a")
    assert jars.first("acme", {"label": "mint"}) == added
    assert jars.page("acme", {}).items == [added]
    assert [one.events for one in jars.collection.pending(9)] == [(event(1),)]


def test_what_is_absent_is_not_found(jars: Things[Jar]) -> None:
    assert jars.find("acme", "a") is None
    assert jars.first("acme", {"label": "mint"}) is None
    with pytest.raises(NotFound):
        jars.get("acme", "a")
    with pytest.raises(NotFound):
        jars.change("acme", "a", lambda jar: jar.given(1))


def test_a_change_is_stored_with_its_events(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint"))
    after = jars.change("acme", "a", lambda jar: (replace(jar, sweets=3), [event(1)]))
    assert after == Jar("a", "mint", sweets=3, version=2) == jars.get("acme", "a")
    assert [one.events for one in jars.collection.pending(9)] == [(event(1),)]


def test_a_change_of_nothing_writes_nothing(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint"))
    assert jars.change("acme", "a", lambda jar: (jar, ())).version == 1
    assert jars.change("acme", "a", lambda jar: (jar, [event(1)])).version == 2


def test_a_refused_change_writes_nothing(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint"))
    jars.add(Jar("b", "lime"))
    with pytest.raises(ZeroDivisionError):
        jars.change("acme", "a", lambda jar: (replace(jar, sweets=1 // 0), ()))
    with pytest.raises(Duplicate, match="label"):
        jars.change("acme", "a", lambda jar: (replace(jar, label="lime"), [event(1)]))
    assert jars.get("acme", "a") == Jar("a", "mint", version=1)
    assert jars.collection.pending(9) == []


def test_members_that_later_code_wrote_survive(jars: Things[Jar]) -> None:
    jars.collection.insert(
        {"_id": "a", "workspace_id": "acme", "label": "mint", "sweets": 0, "later": {"x": [1]}}
    )
    jars.change("acme", "a", lambda jar: jar.given(2))
    stored = jars.collection.get("acme", "a") or {}
    assert (stored["sweets"], stored["later"]) == (2, {"x": [1]})


def test_a_change_is_asked_again_when_somebody_was_faster(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint"))
    seen: list[int] = []

    def step(jar: Jar) -> tuple[Jar, Sequence[Event]]:
        if not seen:
            jars.change("acme", "a", lambda other: other.given(10))
        seen.append(jar.sweets)
        return jar.given(1)

    assert jars.change("acme", "a", step).sweets == 11
    assert seen == [0, 10]


def test_a_claim_that_came_between_is_kept(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint", due_at=NOON))
    seen: list[Any] = []

    def step(jar: Jar) -> tuple[Jar, Sequence[Event]]:
        if not seen:
            jars.collection.claim_due(NOON, timedelta(minutes=1))
        seen.append(jar.due_at)
        return jar.given(1)

    after = jars.change("acme", "a", step)
    assert seen == [NOON, NOON + timedelta(minutes=1)]
    assert (after.sweets, after.due_at) == (1, NOON + timedelta(minutes=1))


def test_fifty_at_once_lose_nothing(jars: Things[Jar]) -> None:
    jars.add(Jar("a", "mint"))

    def give(number: int) -> Jar:
        return jars.change("acme", "a", lambda jar: (jar.given(1)[0], [event(number)]))

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(give, range(50)))
    assert sorted(jar.sweets for jar in answers) == list(range(1, 51))
    assert jars.get("acme", "a") == Jar("a", "mint", sweets=50, version=51)
    (waiting,) = jars.collection.pending(9)
    assert sorted(one.id for one in waiting.events) == sorted(event(n).id for n in range(50))
