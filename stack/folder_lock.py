"""One `kermesse up` (or demo) for each folder: two would write the same files."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.errors import WrongSetting


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file `path` until the block or the process ends.

    Raises `WrongSetting` when another process has it; `what` names the command in the message.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            pid = handle.read().strip() or "unknown"
            raise WrongSetting(
                f"{what} already runs in {path.parent} (process {pid}): end it first, "
                "or start this one in another folder (KERMESSE_DATA_DIR)."
            ) from error
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        yield
        handle.truncate(0)
