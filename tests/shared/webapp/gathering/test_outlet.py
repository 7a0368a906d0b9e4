"""An answer reaches its reader whole, and no thread waits for one who does not read."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from shared.webapp.gathering.outlet import Outlet
from shared.webapp.gathering.patience import BYTES_PER_SECOND, LONGEST_PAUSE, PATIENCE
from shared.webapp.gathering.spool import Part, Room

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"
LARGE = bytes(range(250)) * 20_000


def outlet(line: socket.socket, room: Part | None = None) -> Outlet:
    return Outlet(line, room or Room(10**9, threads=1).part(10**9))


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.settimeout(20)
    yield ours, theirs
    ours.close()
    theirs.close()


Pair = tuple[socket.socket, socket.socket]


class Watched(threading.BoundedSemaphore):
    """Tells when it is taken."""

    def __init__(self, value: int) -> None:
        super().__init__(value)
        self.taken = threading.Event()

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        got = super().acquire(blocking, timeout)
        if got:
            self.taken.set()
        return got


def read(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += line.recv(65536)
    return data


def test_a_head_goes_with_the_first_bytes_of_its_body(pair: Pair) -> None:
    out = outlet(pair[0])
    out.sendall(HEAD)
    pair[1].setblocking(False)
    with pytest.raises(BlockingIOError):
        pair[1].recv(100)
    out.sendall(b"contents")
    assert pair[1].recv(1000) == HEAD + b"contents"


def test_a_head_alone_goes_when_the_answer_ends(pair: Pair) -> None:
    out = outlet(pair[0])
    out.sendall(HEAD)
    assert out.flush()
    assert pair[1].recv(1000) == HEAD


def test_a_word_before_the_answer_goes_at_once(pair: Pair) -> None:
    outlet(pair[0]).sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert pair[1].recv(1000).startswith(b"HTTP/1.1 100")


def test_whoever_writes_does_not_wait_and_the_reader_misses_nothing(pair: Pair) -> None:
    out = outlet(pair[0])
    out.sendall(HEAD)
    for at in range(0, len(LARGE), 100_000):
        out.sendall(LARGE[at : at + 100_000])
    received = b""
    while not out.flush():
        received += pair[1].recv(65536)
    assert received + read(pair[1], len(HEAD + LARGE) - len(received)) == HEAD + LARGE


def test_a_file_is_sent_from_where_it_is_asked(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abcdefgh")
    with (tmp_path / "file").open("rb") as file:
        outlet(pair[0]).sendfile(file, 2, 4)
    assert pair[1].recv(100) == b"cdef"


def test_what_was_sent_counts_for_the_reader(pair: Pair) -> None:
    out = outlet(pair[0])
    before = time.monotonic()
    out.sendall(LARGE)
    taken = 0
    pair[1].setblocking(False)
    while not taken:
        with suppress(BlockingIOError):
            taken = len(pair[1].recv(10**5))
    assert out.deadline >= before + PATIENCE + taken / BYTES_PER_SECOND


def test_a_reader_who_read_much_may_pause_for_five_minutes_and_no_longer(pair: Pair) -> None:
    out = Outlet(pair[0], Room(10**9, threads=1).part(10**9), lambda: 1000.0)
    out.sendall(LARGE)
    taken = 0
    while taken < 10**6:
        taken += len(pair[1].recv(10**6))
        out.flush()
    assert out.deadline == 1000.0 + LONGEST_PAUSE


def test_without_room_one_waits_for_its_reader_and_the_next_is_cut_off(pair: Pair) -> None:
    room = Room(100_000, threads=1).part(100_000)
    room.waiting = waiting = Watched(1)
    writing = threading.Thread(target=outlet(pair[0], room).sendall, args=(LARGE,))
    writing.start()
    assert waiting.taken.wait(20)
    more, reader = socket.socketpair()
    more.setblocking(False)
    with more, reader, pytest.raises(BrokenPipeError):
        outlet(more, room).sendall(LARGE)
    assert read(pair[1], len(LARGE)) == LARGE
    writing.join(20)
    assert not writing.is_alive()


def test_without_room_a_network_that_passed_its_share_is_cut_off(pair: Pair) -> None:
    room = Room(100_000, threads=1).part(10)
    room.take(100)
    with pytest.raises(BrokenPipeError):
        outlet(pair[0], room).sendall(LARGE)


def test_a_reader_that_is_gone_is_told_as_such(pair: Pair) -> None:
    pair[1].close()
    with pytest.raises(BrokenPipeError):
        outlet(pair[0]).sendall(b"contents")
