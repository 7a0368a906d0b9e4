"""A `kermesse up` that runs in a folder of its own, for tests."""

import signal
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from stack.ports import choose_free
from stack.programs import inherited
from tests.harness.process import Process

KERMESSE = [sys.executable, "-m", "stack.cli"]


def clean_environ(folder: Path, **settings: str) -> dict[str, str]:
    """Return this environment without any setting but those given."""
    plain = {name: value for name, value in inherited().items() if "KERMESSE_" not in name}
    return plain | {"KERMESSE_DATA_DIR": str(folder)} | settings


def of_folder(folder: Path) -> list[psutil.Process]:
    """Return the processes that were given this folder and still run."""
    found = []
    for process in psutil.process_iter():
        try:
            own = process.environ().get("KERMESSE_DATA_DIR", "")
            if own.startswith(str(folder)) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


class Up:
    """One run of `kermesse up`."""

    def __init__(self, folder: Path, *arguments: str, port: int = 0, **settings: str) -> None:
        self.folder, self.port = folder, port or choose_free(1)[0]
        environ = clean_environ(folder, KERMESSE_UP_PORT=str(self.port), **settings)
        self.process = Process(
            [*KERMESSE, "up", *arguments],
            folder.with_name(f"{folder.name}-{time.monotonic_ns()}.out"),
            lambda: "Ctrl-C ends every process" in self.said,
            environ,
        )
        self.process.launch()

    @property
    def said(self) -> str:
        """Return what it has printed so far."""
        return self.process.said

    @property
    def pages(self) -> str:
        """Return the address of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self, seconds: float = 60) -> "Up":
        """Wait until it has told its addresses; raise `NotStarted` where it never does."""
        self.process.wait_ready(seconds)
        return self

    def end(self, sign: signal.Signals = signal.SIGINT) -> float:
        """End it; return how many seconds that took."""
        begin = time.monotonic()
        self.process.send(sign)
        self.process.wait(30)
        return time.monotonic() - begin
