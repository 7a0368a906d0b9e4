"""What services tell of an audit becomes an entry, ids alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.gateway.audit.stores import AuditStores, open_audit
from services.gateway.audit.subscriptions import handlers
from shared.clock import ManualClock
from shared.consumer import Handler, InvalidMessage
from shared.documents import open_database
from tests.contracts.reading import received
from tests.gateway.conftest import NOW

HOME = "maison-lumen"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[AuditStores]:
    database = open_database("gateway", data_dir=str(tmp_path))
    yield open_audit(database)
    database.close()


@pytest.fixture
def table(stores: AuditStores) -> dict[str, Handler]:
    return handlers(stores, ManualClock(NOW))


def take(table: dict[str, Handler], name: str, **data: object) -> None:
    event = received(name)
    event.data.update(data)
    for _ in range(2):
        table[event.type](event)


def test_a_reading_becomes_an_entry_once(stores: AuditStores, table: dict[str, Handler]) -> None:
    take(table, "kermesse.contests.audit.people_read.v1")
    (entry,) = stores.entries.page(HOME, None, after=None, limit=10).items
    assert entry.fact.act == "read.winners"
    assert entry.fact.about["refs"] == ["e-7k2m9x4c0d1f3g5h"]
    assert entry.fact.account_id == "01jq8x3v9m0000000000000003"


def test_a_search_and_an_export_keep_what_stands_for_them(
    stores: AuditStores, table: dict[str, Handler]
) -> None:
    told = {"purpose": "search", "refs": [], "searched": "ab" * 32, "later": "whatever"}
    take(table, "kermesse.contests.audit.people_read.v1", **told)
    (entry,) = stores.entries.page(HOME, ("act", "read.search"), after=None, limit=10).items
    assert dict(entry.fact.about) == {
        "contest_id": "01jq8x3v9m0000000000000001",
        "searched": "ab" * 32,
    }


def test_a_decision_becomes_an_entry(stores: AuditStores, table: dict[str, Handler]) -> None:
    take(table, "kermesse.contests.audit.changed.v1")
    (entry,) = stores.entries.page(HOME, None, after=None, limit=10).items
    assert (entry.fact.act, entry.number) == ("changed.exclude", 1)


@pytest.mark.parametrize(
    "wrong", [{"account_id": ""}, {"refs": ["a@example.org"]}, {"searched": "zoe@example.org"}]
)
def test_what_is_no_id_never_comes_in(
    stores: AuditStores, table: dict[str, Handler], wrong: dict[str, object]
) -> None:
    with pytest.raises(InvalidMessage):
        take(table, "kermesse.contests.audit.people_read.v1", **wrong)
    assert stores.entries.page(HOME, None, after=None, limit=10).items == []
