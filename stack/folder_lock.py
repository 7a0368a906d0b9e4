"""One `kermesse up` (or demo) for each folder: two would write the same files."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from stack.errors import WrongSetting


def make_folder(folder: Path) -> None:
    """Make `folder` for its owner alone where it is absent; raise `WrongSetting` if none can be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from error


def _opened(path: Path) -> TextIO:
    try:
        return path.open("a+")
    except OSError as error:
        raise _unusable(path.parent, error) from error


def _unusable(folder: Path, error: OSError) -> WrongSetting:
    reason = error.strerror or type(error).__name__
    return WrongSetting(f"KERMESSE_DATA_DIR: the folder {folder} cannot be used ({reason}).")


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file `path` until the block or the process ends.

    Raises `WrongSetting` when another process has it; `what` names the command in the message.
    """
    make_folder(path.parent)
    with _opened(path) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            pid = handle.read().strip() or "unknown"
            raise WrongSetting(
                f"{what} already runs in {path.parent} (process {pid}): end it first, "
                "or start this one in another folder (KERMESSE_DATA_DIR)."
            ) from error
        _sign(handle, path.parent)
        yield
        handle.truncate(0)


def _sign(handle: TextIO, folder: Path) -> None:
    """Say which process has the lock; raise `WrongSetting` where the disk has no room for it."""
    try:
        handle.truncate(0)
        os.write(handle.fileno(), f"{os.getpid()}\n".encode())
    except OSError as error:
        raise _unusable(folder, error) from error
