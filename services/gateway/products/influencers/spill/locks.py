"""Locks that the system takes back when their process ends, however it ends."""

import fcntl
import os
from pathlib import Path


def taken(descriptor: int) -> bool:
    """Lock an open file; False where somebody else has it locked."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_left(path: Path) -> bool:
    """Tell whether nobody has a file locked: whoever wrote it is done with it, or dead."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return taken(descriptor)
    finally:
        os.close(descriptor)
