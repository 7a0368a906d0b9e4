"""What is the embedded log's alone: retention, a kill in the middle, a file that cannot be used."""

import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.bus import BusUnavailable, Topic, open_bus
from shared.bus.embedded import EmbeddedBus
from shared.clock import ManualClock
from tests.shared.bus.joining import Address, Other, fact, read


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
    assert (tmp_path / "new" / "bus.sqlite").exists()
    bus.close()
