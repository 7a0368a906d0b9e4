"""What is the embedded log's alone: retention, a kill in the middle, a file that cannot be used."""

import signal
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.bus import BusUnavailable, Topic, open_bus
from shared.bus.embedded import EmbeddedBus
from shared.bus.embedded.file import LARGEST_LOG
from shared.clock import ManualClock
from tests.shared.bus.joining import Address, Other, fact, patiently, read


def test_old_messages_go_when_a_topic_names_its_retention(tmp_path: Path) -> None:
    clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
    bus = EmbeddedBus(str(tmp_path / "bus.sqlite"), clock=clock)
    bus.ensure_topics([Topic("kept", 1), Topic("passing", 1, retention_ms=60_000)])
    bus.publisher().publish([fact("a", "1", "kept"), fact("a", "2", "passing")])
    clock.advance(seconds=90)
    bus.publisher().publish([fact("a", "3", "kept"), fact("a", "4", "passing")])
    member = bus.subscribe("readers", ["kept", "passing"])
    assert {m.value for m in read(member, 3)} == {b"1", b"3", b"4"}
    assert member.end_offsets() == {("kept", 0): 2, ("passing", 0): 2}
    member.close()
    bus.close()


def test_much_that_is_old_goes_some_at_a_time_and_its_room_is_used_again(tmp_path: Path) -> None:
    clock, path = ManualClock(datetime(2026, 1, 1, tzinfo=UTC)), tmp_path / "bus.sqlite"
    bus = EmbeddedBus(str(path), clock=clock)
    bus.ensure_topics([Topic("passing", 1, retention_ms=60_000)])
    with sqlite3.connect(path) as rows:

        def kept() -> int:
            return int(rows.execute("SELECT count(*) FROM messages").fetchone()[0])

        def pages() -> int:
            return int(rows.execute("PRAGMA page_count").fetchone()[0])

        batch = [fact("a", "x" * 1000, "passing")] * 250
        counts, sizes = list[int](), list[int]()
        for _ in range(4):
            for _ in range(10):
                bus.publisher().publish(batch)
                counts.append(kept())
            clock.advance(seconds=90)
            sizes.append(pages())
    assert counts[9] == 2500
    assert counts[10:14] == [1750, 1000, 250 * 3, 250 * 4]
    assert max(sizes) < 1.3 * sizes[0]
    bus.close()


@pytest.mark.slow
def test_the_files_own_log_stays_small_while_others_read(tmp_path: Path) -> None:
    path = tmp_path / "bus.sqlite"
    bus, sizes, ended = EmbeddedBus(str(path)), list[int](), threading.Event()
    bus.ensure_topics([Topic("facts")])
    batch = [fact(f"k{n}", "x" * 1000) for n in range(100)]

    def follow(group: str) -> int:
        member, count = bus.subscribe(group, ["facts"]), 0
        while not ended.is_set() or count < 40_000:
            count += len(patiently(member, 0.05))
        member.close()
        return count

    with ThreadPoolExecutor(3) as elsewhere:
        readers = [elsewhere.submit(follow, f"group-{n}") for n in range(3)]
        for _ in range(400):
            bus.publisher().publish(batch, 60)
            sizes.append((tmp_path / "bus.sqlite-wal").stat().st_size)
        ended.set()
        assert [reader.result() for reader in readers] == [40_000] * 3
    assert path.stat().st_size > 5 * LARGEST_LOG
    assert max(sizes) < 2 * LARGEST_LOG
    bus.close()


def test_what_a_killed_process_had_acknowledged_is_there_without_holes(tmp_path: Path) -> None:
    address = Address("embedded", str(tmp_path / "bus.sqlite"), "")
    bus = EmbeddedBus(address.where)
    bus.ensure_topics([Topic("facts")])
    member = bus.subscribe("readers", ["facts"])
    with Other(address, "publish", "a", "1000000") as other:
        found = read(member, 200)
        other.process.send_signal(signal.SIGKILL)
        other.process.wait()
    found += read(member, sum(member.end_offsets().values()) - len(found))
    assert len(found) % 10 == 0
    assert sorted(int(m.value.split()[1]) for m in found) == list(range(len(found)))
    member.close()
    bus.close()


def test_a_place_that_cannot_hold_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BusUnavailable, match="file"):
        EmbeddedBus(str(tmp_path / "file" / "bus.sqlite")).ping()


def test_the_embedded_log_is_opened_where_no_broker_is_named(tmp_path: Path) -> None:
    bus = open_bus(data_dir=str(tmp_path / "new"))
    bus.ping()
    assert (tmp_path / "new" / "bus.sqlite").stat().st_mode & 0o777 == 0o600
    bus.close()
