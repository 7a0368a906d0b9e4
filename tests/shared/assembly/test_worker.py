"""What a worker is joined of, from a manifest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shared.assembly.manifest import Manifest
from shared.assembly.worker import Assembly, Due
from shared.bus import Outgoing, Topic
from shared.bus.embedded import EmbeddedBus
from shared.clock import ManualClock
from shared.consumer import Received
from shared.documents import Declaration, Document, Index
from shared.documents.sqlite import SqliteDatabase
from shared.events import Event
from shared.metrics import Metrics
from tests.shared.post.conftest import START

MANIFEST = Manifest("partners", "Partners", publishes=(Topic("partners.partner"),), reads=("a.b",))
PARTNERS = Declaration("partners", (Index("due", ("due_at",)),), publishes=True)


@pytest.fixture
def assembly(tmp_path: Path) -> Iterator[Assembly]:
    database, bus = SqliteDatabase(str(tmp_path / "p.sqlite")), EmbeddedBus(str(tmp_path / "bus"))
    bus.ensure_topics(MANIFEST.topics)
    yield Assembly(MANIFEST, database, bus, ManualClock(START), Metrics("partners"))
    bus.close()
    database.close()


def test_a_service_finds_its_topics_in_and_out_and_that_of_its_dead_letters() -> None:
    assert [each.name for each in MANIFEST.topics] == [
        "a.b",
        "partners.partner",
        "partners.dead-letters",
    ]
    assert [each.name for each in replace(MANIFEST, reads=()).topics] == ["partners.partner"]


def test_what_is_read_and_written_by_one_service_keeps_what_its_writer_says_of_it() -> None:
    both = replace(MANIFEST, reads=("partners.partner",), publishes=(Topic("partners.partner", 7),))
    assert both.topics[0] == Topic("partners.partner", 7)


def test_every_collection_that_publishes_is_relayed(assembly: Assembly) -> None:
    collection = assembly.database.open(PARTNERS)
    event = Event("e-1", "kermesse.partners.partner.joined.v1", "partners.partner", "p", START, {})
    collection.insert({"_id": "p", "workspace_id": "w", "version": 1}, [event])
    work = assembly.work()
    assert list(work.loops) == ["relay"]
    assert work.loops["relay"]() == 1
    assert collection.pending(10) == []


def test_due_work_is_done_by_a_loop_of_the_collections_name(assembly: Assembly) -> None:
    collection, seen = assembly.database.open(PARTNERS), list[Document]()
    collection.insert({"_id": "p", "workspace_id": "w", "version": 1, "due_at": START})
    work = assembly.work(due=[Due(collection, seen.append, lease=timedelta(seconds=3))])
    assert work.loops["partners"]()
    assert [(each["_id"], each["due_at"] - START) for each in seen] == [("p", timedelta(seconds=3))]


def test_topics_in_are_handled_by_a_group_of_the_services_name(assembly: Assembly) -> None:
    seen = list[Received]()
    headers = {
        "ce_specversion": "1.0",
        "ce_id": "e-1",
        "ce_type": "kermesse.a.b.done.v1",
        "ce_source": "/a/bs/1",
        "ce_time": "2026-03-01T09:00:00.000Z",
        "ce_sequence": "1",
        "ce_workspaceid": "w",
        "content-type": "application/json",
    }
    sent = tuple((name, text.encode()) for name, text in headers.items())
    assert assembly.bus.publisher().publish([Outgoing("a.b", "1", b"{}", sent)]) == [True]
    work = assembly.work({"kermesse.a.b.done.v1": seen.append})
    for _ in range(400):
        work.loops["consumer"]()
        if seen:
            break
    assert [each.id for each in seen] == ["e-1"]
    for end in work.stopping:
        end()
