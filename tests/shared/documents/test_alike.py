"""Both adapters, side by side: random questions inside the closed set have the same answers."""

import secrets
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from shared.documents import Change, Collection, Database, Index, UnsupportedForm, open_database
from tests.shared.documents.strategies import BATCHES, CASE_LISTS, CONDITIONS, SORTED

INDEXES = [
    Index("by_s", ("workspace_id", "s")),
    Index("by_group", ("workspace_id", "group", "s")),
]
Answer = Any
ROUNDS = count()


@pytest.fixture
def both(tmp_path: Path, mongo_url: str) -> Iterator[tuple[Collection, Collection]]:
    """The same empty collection in a file and on the server."""
    databases: list[Database] = [
        open_database("alike", data_dir=str(tmp_path)),
        open_database("alike", mongo_url=mongo_url, prefix=f"t{secrets.token_hex(6)}"),
    ]
    collections = [database.collection("forms") for database in databases]
    for collection in collections:
        collection.ensure(INDEXES)
    yield collections[0], collections[1]
    databases[1].drop()  # type: ignore[attr-defined]
    for database in databases:
        database.close()


def answer(call: Callable[[], Any]) -> Answer:
    """Return what the call returned, or the kind of its refusal."""
    try:
        return call()
    except UnsupportedForm:
        return UnsupportedForm


def assert_alike(
    both: tuple[Collection, Collection], call: Callable[[Collection], Any], about: object
) -> None:
    """Ask the same of both."""
    ours, servers = (answer(lambda each=each: call(each)) for each in both)  # type: ignore[misc]
    assert ours == servers, about


def stored(workspace: str, number: int, **fields: Any) -> dict[str, Any]:
    """Return a document of this workspace alone."""
    return {"_id": f"{workspace}-{number:02}", "workspace_id": workspace, "version": 1, **fields}


@BATCHES
@given(cases=CASE_LISTS)
def test_filters_updates_and_upserts_do_the_same(
    both: tuple[Collection, Collection], cases: list[dict[str, Any]]
) -> None:
    workspace = f"w{next(ROUNDS)}"
    documents = [stored(workspace, number, **one["fields"]) for number, one in enumerate(cases)]
    for collection in both:
        collection.insert_many(documents)
    assert_alike(both, lambda each: each.find(workspace, cases[0]["where"], limit=100), cases[0])
    for document, case in zip(documents, cases, strict=True):
        guarded = {**case["where"], "_id": document["_id"]}
        assert_alike(
            both,
            lambda each: each.change(workspace, guarded, case["update"]),  # noqa: B023
            case,
        )
    upserts = [
        Change(
            {**case["upsert"], "_id": f"{workspace}-born-{number:02}"}, case["update"], upsert=True
        )
        for number, case in enumerate(cases)
    ]
    assert_alike(both, lambda each: each.change_each(workspace, upserts), "upserts")
    assert_alike(both, lambda each: each.find(workspace, {}, limit=100), cases)
    assert_alike(both, lambda each: each.delete(workspace, cases[1]["where"]), cases[1])
    assert_alike(both, lambda each: each.find(workspace, {}, limit=100), cases[1])
    for collection in both:
        collection.delete(workspace, {})


@BATCHES
@given(values=SORTED, condition=CONDITIONS)
def test_sorts_and_pages_are_the_same(
    both: tuple[Collection, Collection], values: list[Any], condition: Any
) -> None:
    workspace = f"w{next(ROUNDS)}"
    documents = [
        stored(workspace, number, s=value, group=number % 2) for number, value in enumerate(values)
    ]
    for collection in both:
        collection.insert_many(documents)
    for where in ({}, {"s": condition}, {"group": 1, "s": condition}, {"group": {"$in": [0, 1]}}):
        for descending in (False, True):
            assert_alike(
                both,
                lambda each: list(_pages(each, workspace, where, descending)),  # noqa: B023
                (where, descending),
            )
    for collection in both:
        collection.delete(workspace, {})


def _pages(
    collection: Collection, workspace: str, where: dict[str, Any], descending: bool
) -> Iterator[tuple[list[dict[str, Any]], str | None]]:
    after = None
    while True:
        page = collection.find(
            workspace, where, sort=("s",), descending=descending, after=after, limit=7
        )
        yield page.items, page.after
        after = page.after
        if after is None:
            return
