"""A `kermesse up` that runs in a folder of its own, for tests."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from stack.ports import choose_free
from stack.supervisor import ROOT
from tests.servers.running import until

KERMESSE = [sys.executable, "-m", "stack.cli"]


def clean_environ(folder: Path, **settings: str) -> dict[str, str]:
    """Return this environment without any setting but those given."""
    plain = {name: value for name, value in os.environ.items() if "KERMESSE_" not in name}
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
        self._said = folder.with_name(f"{folder.name}-{time.monotonic_ns()}.out")
        with self._said.open("wb") as out:
            self.process = subprocess.Popen(
                [*KERMESSE, "up", *arguments],
                cwd=ROOT,
                env=environ,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """Return what it has printed so far."""
        return self._said.read_text()

    @property
    def pages(self) -> str:
        """Return the address of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self, seconds: float = 60) -> "Up":
        """Wait until it has told its addresses."""

        def told() -> bool:
            assert self.process.poll() is None, self.said
            return "Ctrl-C ends every process" in self.said

        until(told, seconds, f"the addresses of kermesse up: {self.said}")
        return self

    def end(self, sign: signal.Signals = signal.SIGINT) -> float:
        """End it; return how many seconds that took."""
        begin = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(sign)
        self.process.wait(30)
        return time.monotonic() - begin
