"""Starts the processes of a stack, watches them, and ends every one of them.

Each child leads a process group of its own, so that Ctrl-C reaches the supervisor alone and the
children end in good order, with all that they started. A watchdog process ends them when the
supervisor itself is killed.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.settings import MISCONFIGURED
from stack import watchdog
from stack.errors import StackError, WrongSetting

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 2.5
FIRST_PAUSE, LONGEST_PAUSE, STEADY_AFTER = 0.5, 30.0, 60.0
LARGEST_LOG = 10_000_000


@dataclass(frozen=True)
class Program:
    """One process: `ready` is the address that answers 200 once it can work."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str]
    ready: str


@dataclass
class Child:
    """A program that was started. `pause` is how long the next restart waits (seconds).

    `begin` is where the lines of this run begin in its log.
    """

    program: Program
    log: Path
    begin: int
    process: "subprocess.Popen[bytes]"
    started_at: float = field(default_factory=time.monotonic)
    pause: float = FIRST_PAUSE
    restart_at: float | None = None

    def tail(self, lines: int = 15) -> str:
        """Return the last lines that it wrote."""
        written = self.log.read_bytes()[self.begin :].decode(errors="replace")
        return "\n".join(written.splitlines()[-lines:])


def answers(url: str) -> bool:
    """Tell whether `url` answers with a success."""
    try:
        with urllib.request.urlopen(url, timeout=1.0) as answer:  # noqa: S310 - own address
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


class Supervisor:
    """The processes of one stack; as a context manager it ends them at its exit."""

    def __init__(self, logs: Path, tell: Callable[[str], None] = print) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._logs, self._tell = logs, tell
        self.children: dict[str, Child] = {}
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", "-S", watchdog.__file__],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def start(self, programs: Iterable[Program]) -> None:
        """Start `programs`, all at once."""
        for program in programs:
            log = self._logs / f"{program.name}.log"
            if log.exists() and log.stat().st_size > LARGEST_LOG:
                log.replace(log.with_suffix(".log.1"))
            begin = log.stat().st_size if log.exists() else 0
            started = self._launch(program, log)
            self.children[program.name] = Child(program, log, begin, started)

    def _launch(self, program: Program, log: Path) -> "subprocess.Popen[bytes]":
        with log.open("ab") as out:
            process = subprocess.Popen(
                program.command,
                cwd=ROOT,
                env=dict(program.environ),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._note(f"+{process.pid}")
        return process

    def _note(self, line: str) -> None:
        assert self._watchdog.stdin is not None
        self._watchdog.stdin.write(f"{line}\n".encode())
        self._watchdog.stdin.flush()

    def wait_ready(self, seconds: float = 30.0) -> None:
        """Wait until every child is ready; raise as soon as one ends or `seconds` are over."""
        deadline = time.monotonic() + seconds
        waiting = list(self.children.values())
        while waiting:
            for child in waiting:
                self._refuse_ended(child)
            waiting = [child for child in waiting if not answers(child.program.ready)]
            if waiting and time.monotonic() > deadline:
                names = ", ".join(child.program.name for child in waiting)
                raise StackError(f"Not ready after {seconds:.0f} s: {names}. Logs: {self._logs}")
            time.sleep(0.05 if waiting else 0)

    def _refuse_ended(self, child: Child) -> None:
        code = child.process.poll()
        if code is None:
            return
        tail = child.tail()
        kind = WrongSetting if code == MISCONFIGURED else StackError
        raise kind(f"{child.program.name} ended at its start (code {code}):\n{tail}")

    def watch(self, rounds: Iterable[object]) -> None:
        """Restart what dies, with a growing pause; `rounds` gives one item for each look."""
        for _ in rounds:
            for child in self.children.values():
                self._look_after(child, time.monotonic())

    def _look_after(self, child: Child, now: float) -> None:
        if child.restart_at is not None:
            if now >= child.restart_at:
                child.process = self._launch(child.program, child.log)
                child.started_at, child.restart_at = now, None
        elif (code := child.process.poll()) is not None:
            self._end_group(child, signal.SIGKILL)
            self._note(f"-{child.process.pid}")
            if now - child.started_at > STEADY_AFTER:
                child.pause = FIRST_PAUSE
            child.restart_at = now + child.pause
            self._tell(
                f"{child.program.name} ended (code {code}); starts again in {child.pause:g} s. "
                f"Log: {child.log}"
            )
            child.pause = min(child.pause * 2, LONGEST_PAUSE)

    @staticmethod
    def _end_group(child: Child, sign: signal.Signals) -> None:
        try:
            os.killpg(child.process.pid, sign)
        except (ProcessLookupError, PermissionError):
            return

    def stop(self) -> None:
        """End every child: ask first, insist after `PATIENCE` seconds."""
        children = list(self.children.values())
        for child in children:
            self._end_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(one.process.poll() is None for one in children) and time.monotonic() < deadline:
            time.sleep(0.02)
        for child in children:
            self._end_group(child, signal.SIGKILL)
            child.process.wait()
        self.children.clear()
        assert self._watchdog.stdin is not None
        self._watchdog.kill()
        self._watchdog.wait()
        self._watchdog.stdin.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        before = {
            sign: signal.signal(sign, signal.SIG_IGN) for sign in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            self.stop()
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)
