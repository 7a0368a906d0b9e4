"""The chain of an audit: each fact once, in its place, and nothing changed or taken out unseen."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.contests.domain.audit import KEPT as NOTES_KEPT
from services.gateway.audit.domain.entry import BEGINNING, KEPT, Fact, linked
from services.gateway.audit.stores import AuditStores, open_audit
from services.gateway.audit.stores.entries import entry_of
from services.gateway.audit.use_cases.append import append_fact
from services.gateway.audit.use_cases.check import check_chain
from services.gateway.audit.use_cases.let_go import let_go
from shared.clock import ManualClock
from shared.documents import Database, open_database

HOME, NOW = "maison-lumen", datetime(2026, 3, 26, 11, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database("gateway", data_dir=str(tmp_path))
    yield made
    made.close()


@pytest.fixture
def stores(database: Database) -> AuditStores:
    return open_audit(database)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


def fact(number: int, workspace: str = HOME, at: datetime = NOW, **about: Any) -> Fact:
    told = {"contest_id": "c-1", "refs": [f"e-{number}"], **about}
    return Fact(f"event-{number}", workspace, at, "a-1", "read.people", told)


def chained(stores: AuditStores, workspace: str = HOME) -> list[str]:
    entries = stores.entries.each(workspace, stores.foot(workspace))
    return [entry.fact.id for entry in entries]


def test_facts_stand_in_the_order_in_which_they_came(
    stores: AuditStores, clock: ManualClock
) -> None:
    for number in range(1, 6):
        append_fact(stores, clock, fact(number))
    assert chained(stores) == [f"event-{number}" for number in range(1, 6)]
    checked = check_chain(stores, HOME)
    assert (checked.entries, checked.broken, checked.head.number) == (5, 0, 5)


def test_a_repeat_changes_nothing(stores: AuditStores, clock: ManualClock) -> None:
    for number in (1, 2, 1, 2, 2):
        append_fact(stores, clock, fact(number))
    assert chained(stores) == ["event-1", "event-2"]


def test_each_workspace_has_a_chain_of_its_own(stores: AuditStores, clock: ManualClock) -> None:
    append_fact(stores, clock, fact(1))
    append_fact(stores, clock, fact(2, workspace="other-house"))
    assert chained(stores) == ["event-1"]
    assert stores.head("other-house").number == 1
    assert stores.head("third-house") == BEGINNING


def test_many_at_once_leave_one_unbroken_chain(tmp_path: Path, clock: ManualClock) -> None:
    database = open_database("gateway", data_dir=str(tmp_path))
    stores = open_audit(database)

    def add(first: int) -> None:
        for number in range(first, first + 10):
            append_fact(stores, clock, fact(number))

    threads = [threading.Thread(target=add, args=(first,)) for first in (0, 5, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    checked = check_chain(stores, HOME)
    assert (checked.entries, checked.broken) == (30, 0)
    assert set(chained(stores)) == {f"event-{number}" for number in range(30)}
    database.close()


CHANGES = [
    {"account_id": "a-2"},
    {"act": "read.person"},
    {"at": NOW - timedelta(days=1)},
    {"about": {"contest_id": "c-1", "refs": []}},
    {"hash": "ab" * 32},
    {"before": "ab" * 32},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_an_entry_that_was_changed_is_found(
    stores: AuditStores, clock: ManualClock, change: dict[str, Any]
) -> None:
    for number in range(1, 5):
        append_fact(stores, clock, fact(number))
    collection = stores.entries.collection
    collection.change(HOME, {"_id": "event-3"}, {"$set": change})
    assert check_chain(stores, HOME).broken == 3


def test_an_entry_that_was_taken_out_is_found(stores: AuditStores, clock: ManualClock) -> None:
    for number in range(1, 5):
        append_fact(stores, clock, fact(number))
    stores.entries.collection.delete(HOME, {"_id": "event-2"})
    assert check_chain(stores, HOME).broken == 2


def test_an_entry_that_was_written_anew_breaks_what_follows(
    stores: AuditStores, clock: ManualClock
) -> None:
    for number in range(1, 5):
        append_fact(stores, clock, fact(number))
    second = stores.entries.find(HOME, "event-2")
    assert second is not None
    lied = linked(replace(second.fact, account_id="a-2"), replace(BEGINNING, hash=second.before))
    told = {"account_id": "a-2", "hash": replace(lied, number=2).hash}
    stores.entries.collection.change(HOME, {"_id": "event-2"}, {"$set": told})
    assert check_chain(stores, HOME).broken in (2, 3)


def go(stores: AuditStores, clock: ManualClock) -> int:
    """Do what the timer does with every entry whose time is over."""
    gone = 0
    collection = stores.entries.collection
    while document := collection.claim_due(clock.now(), timedelta(seconds=10)):
        let_go(stores, entry_of(document))
        gone += 1
    return gone


def test_what_is_older_than_thirteen_months_goes_and_the_rest_is_still_checked(
    stores: AuditStores, clock: ManualClock
) -> None:
    for number in range(1, 4):
        append_fact(stores, clock, fact(number))
    clock.advance(days=200)
    for number in range(4, 7):
        append_fact(stores, clock, fact(number, at=clock.now()))
    whole = check_chain(stores, HOME).head
    clock.advance(days=KEPT.days - 200)
    assert go(stores, clock) == 3
    assert chained(stores) == ["event-4", "event-5", "event-6"]
    checked = check_chain(stores, HOME)
    assert (checked.foot.number, checked.entries, checked.broken) == (3, 3, 0)
    assert checked.head == whole
    stores.entries.collection.delete(HOME, {"_id": "event-4"})
    assert check_chain(stores, HOME).broken == 4


def test_a_chain_whose_entries_all_went_goes_on_from_its_checkpoint(
    stores: AuditStores, clock: ManualClock
) -> None:
    append_fact(stores, clock, fact(1))
    before = stores.head(HOME)
    clock.advance(days=KEPT.days)
    go(stores, clock)
    assert chained(stores) == []
    assert stores.head(HOME) == before
    append_fact(stores, clock, fact(2, at=clock.now()))
    checked = check_chain(stores, HOME)
    assert (checked.head.number, checked.broken) == (2, 0)


def test_an_end_between_checkpoint_and_removal_is_made_good(
    stores: AuditStores, clock: ManualClock
) -> None:
    for number in range(1, 4):
        append_fact(stores, clock, fact(number))
    second = stores.entries.find(HOME, "event-2")
    assert second is not None
    stores.checkpoints.advance(HOME, second.link)
    assert check_chain(stores, HOME).broken == 0
    clock.advance(days=KEPT.days)
    go(stores, clock)
    assert stores.foot(HOME).number == 3


def test_what_comes_again_after_its_entry_went_is_passed_over(
    stores: AuditStores, clock: ManualClock
) -> None:
    append_fact(stores, clock, fact(1))
    clock.advance(seconds=KEPT.total_seconds())
    go(stores, clock)
    append_fact(stores, clock, fact(1))
    assert chained(stores) == []


def test_the_log_keeps_what_was_noted_as_long_as_the_notes_themselves() -> None:
    assert KEPT == NOTES_KEPT
