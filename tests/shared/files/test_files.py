"""A file is there as long as its document says so, and no longer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.clock import ManualClock
from shared.documents import StoreUnavailable, open_database
from shared.files import FileDocuments, FileGone, Files, files_declaration, open_blobs
from shared.ids import SeededIds

HOME = "maison-lumen"
DAY = timedelta(days=1)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Files]:
    database = open_database("contests", data_dir=str(tmp_path))
    documents = FileDocuments(database, files_declaration())
    blobs = open_blobs("contests", data_dir=str(tmp_path))
    yield Files(documents, blobs, ManualClock(datetime.now(UTC)), SeededIds(1))
    database.close()


def kept(files: Files) -> list[str]:
    return list(files.blobs.older(datetime.now(UTC) + DAY))


def die(files: Files) -> None:
    """Do what the timer does with each file whose time is over."""
    now, lease = files.clock.now(), timedelta(seconds=10)
    while document := files.documents.collection.claim_due(now, lease):
        files.remove(document["workspace_id"], document["_id"])


def test_a_file_is_read_by_its_own_workspace(files: Files) -> None:
    file = files.keep(HOME, [b"a", b"b"], files.clock.now() + DAY)
    assert file.size == 2
    assert b"".join(files.read(HOME, file.id)) == b"ab"
    with pytest.raises(FileGone):
        files.read("other-house", file.id)


def test_a_file_dies_after_its_time_even_before_the_timer_comes(files: Files) -> None:
    file = files.keep(HOME, [b"a"], files.clock.now() + DAY)
    clock: Any = files.clock
    clock.advance(days=1)
    with pytest.raises(FileGone):
        files.read(HOME, file.id)
    files.documents.collection.claim_due(clock.now(), timedelta(hours=1))
    with pytest.raises(FileGone):
        files.read(HOME, file.id)
    clock.advance(hours=1)
    die(files)
    assert kept(files) == []
    assert files.documents.find(HOME, file.id) is None


def test_a_file_whose_document_could_not_be_written_is_an_orphan_and_goes(files: Files) -> None:
    class Down:
        def add(self, file: Any) -> None:
            raise StoreUnavailable

    documents, files.documents = files.documents, Down()  # type: ignore[assignment]
    with pytest.raises(StoreUnavailable):
        files.keep(HOME, [b"a"], files.clock.now() + DAY)
    files.documents = documents
    known = files.keep(HOME, [b"b"], files.clock.now() + 9 * DAY)
    assert len(kept(files)) == 2
    files.remove_orphans()
    assert len(kept(files)) == 2
    clock: Any = files.clock
    clock.advance(hours=7)
    files.remove_orphans()
    assert kept(files) == [known.id]


def test_removing_twice_is_harmless(files: Files) -> None:
    file = files.keep(HOME, [b"a"], files.clock.now() + DAY)
    files.remove(HOME, file.id)
    files.remove(HOME, file.id)
    with pytest.raises(FileGone):
        files.read(HOME, file.id)
