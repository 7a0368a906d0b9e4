"""Many writers at once: nothing is sold twice, lost, or applied twice."""

import functools
from collections import Counter
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from shared.documents import Collection, Database
from tests.shared.documents import racing
from tests.shared.documents.samples import NOON, document

Race = Callable[..., list[Any]]


@pytest.fixture
def shared(database: Database) -> Collection:
    collection = database.collection("shared")
    collection.ensure([])
    return collection


@pytest.fixture(params=["threads", "processes"])
def race(request: pytest.FixtureRequest, shared: Collection, address: dict[str, str]) -> Race:
    """Run work by 8 threads of this process, or of two others."""
    if request.param == "threads":
        return functools.partial(racing.in_threads, shared)
    return functools.partial(racing.in_processes, address, shared.name)


def test_a_hundred_places_are_sold_a_hundred_times(shared: Collection, race: Race) -> None:
    shared.insert(document("show", left=100))
    sold = race(racing.buy)
    assert sum(sold) == 100
    assert shared.get("acme", "show") == document("show", left=0) | {"version": 101}


def test_every_increment_counts(shared: Collection, race: Race) -> None:
    assert sum(race(racing.increment)) == 400
    assert shared.get("acme", "sum") == document("sum", n=400) | {"version": 400}


def test_every_task_is_claimed_once(shared: Collection, race: Race) -> None:
    shared.insert_many(document(f"task-{number:03}", due_at=NOON) for number in range(100))
    claimed = Counter(chain.from_iterable(race(racing.claim, 10)))
    assert claimed == Counter(f"task-{number:03}" for number in range(100))
    attempts = [one["attempts"] for one in shared.find("acme", {}, limit=200).items]
    assert attempts == [1] * 100


def test_a_guarded_first_event_is_applied_once(shared: Collection, race: Race) -> None:
    applied = race(racing.apply_first)
    assert sum(applied) == 20
    facts = shared.find("acme", {}).items
    assert [one["applied"] for one in facts] == [1] * 20
    assert sorted(len(one.events) for one in shared.pending(99)) == [1] * 20


def test_indexes_are_ensured_by_all_at_once(shared: Collection, race: Race) -> None:
    shared.insert_many(document(f"d{n:03}", a=n, code=n) for n in range(200))
    race(racing.declare)
    racing.declare(shared, 0)
    page = shared.find("acme", {"a": {"$gte": 100}}, sort=("a",), limit=500)
    assert [one["a"] for one in page.items] == list(range(100, 200))
