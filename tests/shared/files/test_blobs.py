"""One suite for both places of files: whole or not at all, and nothing is left over."""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.files import Blobs, FileGone, open_blobs

SOON = timedelta(days=1)


@pytest.fixture(params=["folder", pytest.param("gridfs", marks=pytest.mark.mongo)])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Blobs]:
    """Files in each place."""
    if request.param == "folder":
        yield open_blobs("contests", data_dir=str(tmp_path))
        return
    url, prefix = request.getfixturevalue("mongo_url"), f"t{secrets.token_hex(6)}"
    found = open_blobs("contests", mongo_url=url, prefix=prefix)
    yield found
    found.close()
    from pymongo import MongoClient

    with MongoClient[dict[str, object]](url) as client:
        client.drop_database(f"{prefix}_contests")


def names(blobs: Blobs) -> list[str]:
    return sorted(blobs.older(datetime.now(UTC) + SOON))


@pytest.mark.parametrize("pieces", [[], [b""], [b"a", b"bc"], [os.urandom(700_000), b"end"]])
def test_what_was_written_is_read(blobs: Blobs, pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    assert blobs.write("lumen-1", pieces) == len(whole)
    assert b"".join(blobs.read("lumen-1")) == whole


def test_what_was_never_written_is_gone_at_once(blobs: Blobs) -> None:
    with pytest.raises(FileGone):
        blobs.read("lumen-1")
    assert names(blobs) == []


def test_a_writer_that_fails_leaves_nothing(blobs: Blobs) -> None:
    def broken() -> Iterator[bytes]:
        yield b"begun" * 100_000
        raise OSError("cable")

    with pytest.raises(OSError, match="cable"):
        blobs.write("lumen-1", broken())
    with pytest.raises(FileGone):
        blobs.read("lumen-1")
    assert names(blobs) == []


def test_what_was_removed_is_gone_and_removing_it_again_is_harmless(blobs: Blobs) -> None:
    blobs.write("lumen-1", [b"a"])
    blobs.write("lumen-2", [b"b"])
    blobs.remove("lumen-1")
    blobs.remove("lumen-1")
    with pytest.raises(FileGone):
        blobs.read("lumen-1")
    assert b"".join(blobs.read("lumen-2")) == b"b"


def test_files_are_named_by_their_age(blobs: Blobs) -> None:
    blobs.write("lumen-1", [b"a"])
    assert names(blobs) == ["lumen-1"]
    assert list(blobs.older(datetime.now(UTC) - SOON)) == []


def test_a_half_written_file_of_a_process_that_died_goes(tmp_path: Path) -> None:
    blobs = open_blobs("contests", data_dir=str(tmp_path))
    blobs.write("lumen-1", [b"a"])
    left = tmp_path / "files" / "contests" / "lumen-2.x.half"
    left.write_bytes(b"begun")
    assert list(blobs.older(datetime.now(UTC) - SOON)) == []
    assert left.exists()
    assert names(blobs) == ["lumen-1"]
    assert not left.exists()


@pytest.mark.mongo
def test_half_written_chunks_of_a_process_that_died_go(mongo_url: str) -> None:
    from pymongo import MongoClient

    prefix = f"t{secrets.token_hex(6)}"
    blobs = open_blobs("contests", mongo_url=mongo_url, prefix=prefix)
    blobs.write("lumen-1", [b"a"])
    with MongoClient[dict[str, object]](mongo_url) as client:
        chunks = client[f"{prefix}_contests"]["blobs.chunks"]
        chunks.insert_many([{"files_id": "lumen-2", "n": n, "data": b"x"} for n in (0, 1)])
        assert names(blobs) == ["lumen-1"]
        assert chunks.count_documents({"files_id": "lumen-2"}) == 0
        client.drop_database(f"{prefix}_contests")
    blobs.close()


@pytest.mark.parametrize("name", ["../a", "a/b", "", "A", "a.b"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    blobs = open_blobs("contests", data_dir=str(tmp_path))
    with pytest.raises(ValueError, match="name"):
        blobs.write(name, [b"a"])


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    open_blobs("contests", data_dir=str(tmp_path)).write("lumen-1", [b"a"])
    folder = tmp_path / "files" / "contests"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "lumen-1").stat().st_mode & 0o077 == 0
