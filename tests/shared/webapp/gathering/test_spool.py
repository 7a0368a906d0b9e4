"""What waits is kept in order, in memory and in files, within the room that there is."""

import errno
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.webapp.gathering.spool import Full, Part, Room, Spool

steps = st.lists(st.one_of(st.binary(max_size=40), st.integers(1, 50)), max_size=30)


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def part(size: int = 10**6, of: int = 10**6) -> Part:
    return Room(of, threads=2).part(size)


@given(steps, st.integers(0, 60))
@settings(deadline=None)
def test_bytes_come_out_as_they_went_in(steps: list[bytes | int], in_memory: int) -> None:
    room, expected = part(), bytearray()
    spool = Spool(room, in_memory)
    for step in steps:
        if isinstance(step, bytes):
            spool.write(step)
            expected += step
        else:
            data = spool.read(step)
            assert bool(data) == bool(expected)
            assert expected.startswith(data)
            del expected[: len(data)]
        assert len(spool) == len(expected)
    spool.close()
    assert (len(spool), room.taken) == (0, 0)


def test_what_finds_no_room_is_not_added_and_the_rest_stays() -> None:
    spool = Spool(part(of=10), in_memory=0)
    spool.write(b"abcdefgh")
    with pytest.raises(Full):
        spool.write(b"ijk")
    spool.write(b"ij")
    assert spool.read(20) == b"abcdefghij"
    spool.write(b"klmnopqrst")
    assert spool.read(20) == b"klmnopqrst"


def test_a_full_disk_is_told_and_takes_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    room = part()
    spool = Spool(room, in_memory=0)
    with pytest.raises(OSError) as told:
        spool.write(b"abc")
    assert told.value.errno == errno.ENOENT
    assert room.taken == 0


def test_a_part_may_be_passed_by_what_was_begun_before() -> None:
    room = Room(1000, threads=2)
    one, other = room.part(100), room.part(100)
    one.take(101)
    assert one.used_up
    assert not other.used_up
    one.give_back(1)
    assert not one.used_up


def test_room_is_short_from_four_fifths_on() -> None:
    room = Room(1000, threads=2)
    one = room.part(1000)
    one.take(800)
    assert not room.short
    one.take(1)
    assert room.short


def test_files_are_gone_when_all_was_read() -> None:
    before = open_files()
    spool = Spool(part(), in_memory=0)
    spool.write(b"abc")
    spool.write(b"def")
    assert spool.read(10) == b"abcdef"
    assert open_files() == before
