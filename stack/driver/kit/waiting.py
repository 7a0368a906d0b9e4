"""Waiting for a condition, with a deadline that names what never came."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
EVERY = 0.1


class NeverCame(Exception):
    """What was waited for did not happen; the message names it."""


class Unexpected(Exception):
    """A page, a mail or a figure is not what it must be."""


def wait_until(
    look: Callable[[], Found | None], what: str, seconds: float, every: float = EVERY
) -> Found:
    """Call `look` until it returns something true and return that; raise `NeverCame`."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise NeverCame(f"{what} (waited {seconds:.0f} s)")
        time.sleep(every)


def expect(holds: object, what: str) -> None:
    """Raise `Unexpected` with `what` unless it holds."""
    if not holds:
        raise Unexpected(what)
