"""One process of a test: started, waited for, frozen, and ended, always by its own id."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from stack.supervisor import ROOT
from tests.harness.waiting import until

START_SECONDS = 60.0


class NotStarted(Exception):
    """A process ended, or was not ready in time; the message holds the end of its log."""


@dataclass
class Process:
    """A process that writes to `log` and leads a group of its own.

    `ready` tells whether it can work; without `environ` it has that of the tests.
    """

    command: Sequence[str]
    log: Path
    ready: Callable[[], bool]
    environ: Mapping[str, str] | None = None
    pid: int = 0
    _child: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def launch(self) -> None:
        """Start the process, and do not wait for it."""
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=None if self.environ is None else dict(self.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.pid = self._child.pid

    def start(self, seconds: float = START_SECONDS) -> None:
        """Start the process and wait until it is ready; raise `NotStarted`."""
        self.launch()
        self.wait_ready(seconds)

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until it is ready; raise `NotStarted`, with the process ended."""
        try:
            until(lambda: self.code is not None or self.ready(), seconds, "the start")
        except TimeoutError as error:
            self.stop()
            raise NotStarted(f"{error}: {self.said[-3000:]}") from error
        if self.code is not None:
            raise NotStarted(f"code {self.code}: {self.said[-3000:]}")

    @property
    def said(self) -> str:
        """What it has written so far."""
        return self.log.read_text(errors="replace")

    @property
    def code(self) -> int | None:
        """The code it ended with (negative: a signal), None while it runs."""
        return None if self._child is None else self._child.poll()

    def send(self, sign: signal.Signals) -> None:
        """Send a signal to the process alone."""
        if self.code is None:
            os.kill(self.pid, sign)

    def wait(self, seconds: float = START_SECONDS) -> int:
        """Wait for its end; return its code."""
        assert self._child is not None
        return self._child.wait(seconds)

    def freeze(self) -> None:
        """Stop the process in its tracks: connections stay open, nothing answers."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a frozen process go on."""
        os.kill(self.pid, signal.SIGCONT)

    def stop(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """End the process and wait for its end."""
        if self._child is not None:
            self.send(signal.SIGCONT)
            self.send(sign)
            self._child.wait(START_SECONDS)
            self._child = None

    def restart(self) -> None:
        """Kill the process and start it again as it was, with the same files."""
        self.stop()
        self.start()


def end_by_pid(pid: int) -> None:
    """End a process that another one of the same run started."""
    for sign in (signal.SIGCONT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, sign)
