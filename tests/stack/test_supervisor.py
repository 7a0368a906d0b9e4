"""Processes are started, watched and ended, whatever happens to them or to the supervisor."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from stack.errors import StackError, WrongSetting
from stack.supervisor import ROOT, Supervisor
from tests.harness.waiting import until
from tests.stack.children import ends, server, started

pytestmark = pytest.mark.processes


def alive(pid: int) -> bool:
    """Tell whether a process runs (a dead one that nobody has read is not running)."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def rounds_until(condition: Callable[[], bool]) -> Iterator[None]:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
        yield


def test_processes_are_ready_when_the_wait_is_over_and_gone_after_the_block(tmp_path: Path) -> None:
    with Supervisor(tmp_path / "logs") as supervisor:
        supervisor.start([server("one", tmp_path)])
        supervisor.wait_ready(20)
        (pid,) = started(tmp_path)
        assert alive(pid)
    assert not alive(pid)


def test_a_process_that_does_not_listen_to_being_asked_is_ended_within_five_seconds(
    tmp_path: Path,
) -> None:
    supervisor = Supervisor(tmp_path / "logs")
    supervisor.start([server("deaf", tmp_path, "deaf")])
    supervisor.wait_ready(20)
    begin = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - begin < 5
    assert not alive(started(tmp_path)[0])


def test_what_a_process_started_ends_with_it(tmp_path: Path) -> None:
    with Supervisor(tmp_path / "logs") as supervisor:
        supervisor.start([server("parent", tmp_path, "parent")])
        supervisor.wait_ready(20)
        grandchild = int((tmp_path / "grandchild").read_text())
        assert alive(grandchild)
    until(lambda: not alive(grandchild), 5, "the end of the grandchild")


def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    said: list[str] = []
    with Supervisor(tmp_path / "logs", said.append) as supervisor:
        supervisor.start([server("one", tmp_path)])
        supervisor.wait_ready(20)
        os.kill(started(tmp_path)[0], signal.SIGKILL)
        supervisor.watch(rounds_until(lambda: len(started(tmp_path)) == 2))
        supervisor.wait_ready(20)
    assert "one ended (code -9)" in said[0]


def test_the_pause_before_a_restart_grows(tmp_path: Path) -> None:
    said: list[str] = []
    with Supervisor(tmp_path / "logs", said.append) as supervisor:
        supervisor.start([ends("one", 7, "no")])
        supervisor.watch(rounds_until(lambda: len(said) == 3))
    pauses = [line.partition("starts again in ")[2].partition(" s.")[0] for line in said]
    assert pauses == ["0.5", "1", "2"]


def test_a_process_with_a_wrong_setting_stops_the_start_with_its_own_words(tmp_path: Path) -> None:
    with Supervisor(tmp_path / "logs") as supervisor:
        supervisor.start([ends("one", 2, "KERMESSE_X is missing")])
        with pytest.raises(WrongSetting, match="KERMESSE_X is missing"):
            supervisor.wait_ready(20)


def test_only_the_words_of_this_run_are_told(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "one.log").write_text("words of yesterday\n")
    with Supervisor(tmp_path / "logs") as supervisor:
        supervisor.start([ends("one", 1, "words of today")])
        with pytest.raises(StackError, match="words of today") as error:
            supervisor.wait_ready(20)
    assert "yesterday" not in str(error.value)


def test_a_process_that_never_gets_ready_is_named(tmp_path: Path) -> None:
    program = server("slow", tmp_path)
    unanswered = type(program)(program.name, program.command, {}, "http://127.0.0.1:9/readyz")
    with Supervisor(tmp_path / "logs") as supervisor:
        supervisor.start([unanswered])
        with pytest.raises(StackError, match=r"Not ready after 1 s: slow"):
            supervisor.wait_ready(1)


KILLED = """
import os, signal, sys, time
from pathlib import Path
from stack.supervisor import Supervisor
from tests.stack.children import server
notes = Path(sys.argv[1])
supervisor = Supervisor(notes / "logs")
supervisor.start([server("one", notes), server("deaf", notes, "deaf")])
supervisor.wait_ready(20)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_processes_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False)
    assert ran.returncode == -signal.SIGKILL
    pids = started(tmp_path)
    assert len(pids) == 2
    until(lambda: not any(alive(pid) for pid in pids), 8, "the end of the processes")
