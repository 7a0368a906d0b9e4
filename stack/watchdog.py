"""Ends the process groups of a supervisor that is gone, even when it was killed outright.

Runs as a process of its own with nothing but the standard library. It reads `+<group>` and
`-<group>` lines; the end of its input means that the supervisor has ended, however it did.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable

PATIENCE = 3.0


def read_groups(lines: Iterable[str]) -> set[int]:
    """Return the groups that are left when `lines` end."""
    groups: set[int] = set()
    for line in lines:
        change, group = line[0], int(line[1:])
        if change == "+":
            groups.add(group)
        else:
            groups.discard(group)
    return groups


def _still_there(groups: set[int], sign: int) -> set[int]:
    left = set()
    for group in groups:
        try:
            os.killpg(group, sign)
        except (ProcessLookupError, PermissionError):
            continue
        left.add(group)
    return left


def end(groups: set[int]) -> None:
    """Ask the groups to end, then make those end that have not."""
    left = _still_there(groups, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = _still_there(left, 0)
    _still_there(left, signal.SIGKILL)


if __name__ == "__main__":
    end(read_groups(sys.stdin))
