"""The folder in which the workers of one web process add up their figures, on a disk that may fill.

Prometheus' client maps one file of each kind into memory. A file that has holes ends the process
(SIGBUS) when it writes where the disk has no room; so every worker takes the room beforehand, and
keeps its figures to itself where there is none.
"""

import os
import struct
from pathlib import Path

from prometheus_client import multiprocess, values

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# What `shared.webapp.observing` counts for some 300 routes. A file that grows has holes again.
KINDS, ROOM = ("counter", "histogram"), 1024 * 1024


def clear() -> None:
    """Make the folder, empty, where one is set: process ids come back."""
    if folder := os.environ.get(FOLDER):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for left in Path(folder).glob("*.db"):
            left.unlink()


def take_room(pid: int) -> bool:
    """Make the files of a worker that was just forked; False where it keeps its figures itself."""
    if not os.environ.get(FOLDER):
        return True
    try:
        for path in _files(pid):
            path.write_bytes(bytes(ROOM))
    except OSError:
        for path in _files(pid):
            path.unlink(missing_ok=True)
        del os.environ[FOLDER]
        values.ValueClass = values.MutexValue
        return False
    return True


def give_back(pid: int) -> None:
    """Keep of a worker that ended what it counted, without the room it did not use."""
    if not os.environ.get(FOLDER):
        return
    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]
    for path in _files(pid):
        if path.exists():
            with path.open("rb") as file:
                (used,) = struct.unpack("=i", file.read(4))
            os.truncate(path, used)


def _files(pid: int) -> list[Path]:
    return [Path(os.environ[FOLDER]) / f"{kind}_{pid}.db" for kind in KINDS]
