"""A small disk that a test fills: a file system in memory, mounted for the length of a block."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Disk:
    """The disk at `folder`."""

    folder: Path

    @contextmanager
    def full(self) -> Iterator[None]:
        """Take all the room that is left, to the last byte, for the length of a block."""
        ballast = self.folder / "ballast"
        with ballast.open("xb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                while _written(file.fileno(), size):
                    continue
        try:
            yield
        finally:
            ballast.unlink()


def _written(file: int, size: int) -> bool:
    try:
        return os.write(file, bytes(size)) > 0
    except OSError:
        return False


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """Mount a disk of this size; whoever may not mount one leaves the test out."""
    folder.mkdir()
    kind = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"]
    mounted = subprocess.run(["mount", *kind, folder], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here: that takes root")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
