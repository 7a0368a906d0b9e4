"""Clients of a broker under test, in this process and in others."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from shared.bus import Bus, BusUnavailable, Message, Outgoing, Subscription

SCRIPT = Path(__file__).with_name("member.py")
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Address:
    """Which adapter, the file or the bootstrap servers, and the prefix of all names."""

    kind: str
    where: str
    prefix: str


def connect(address: Address) -> Bus:
    """Return a client whose dead members are noticed as soon as the broker allows."""
    if address.kind == "kafka":
        from shared.bus.kafka import KafkaBus

        return KafkaBus(address.where, address.prefix, session_timeout=6.0)
    from shared.bus.embedded import EmbeddedBus

    return EmbeddedBus(address.where, address.prefix, session_timeout=1.5)


def fact(key: str, value: str, topic: str = "facts") -> Outgoing:
    """Return a message."""
    return Outgoing(topic, key, value.encode())


def read(member: Subscription, count: int, seconds: float = 30.0) -> list[Message]:
    """Poll until `count` messages have come."""
    found: list[Message] = []
    poll_until([member], lambda: len(found) >= count, found, seconds)
    return found


def poll_until(
    members: Sequence[Subscription],
    condition: Callable[[], bool],
    found: list[Message] | None = None,
    seconds: float = 40.0,
) -> None:
    """Poll the members in turn until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"still waiting; read {len(found or [])} messages"
        for member in members:
            messages = member.poll(0.1)
            if found is not None:
                found += messages


def patiently(member: Subscription, seconds: float = 0.2) -> list[Message]:
    """Poll and commit as the product's consumer does: a broker that is away is no fault."""
    messages: list[Message] = []
    with suppress(BusUnavailable):
        messages = member.poll(seconds)
        if messages:
            member.commit({message.place: message.offset + 1 for message in messages})
    return messages


def by_key(messages: Sequence[Message]) -> dict[str, list[int]]:
    """Return the numbers that each key's messages hold, as they came."""
    found: dict[str, list[int]] = {}
    for message in messages:
        found.setdefault(message.key, []).append(int(message.value.split()[0]))
    return found


def first_seen(numbers: Sequence[int]) -> list[int]:
    """Return the numbers as a reader sees them who drops what is not beyond the last one."""
    seen: list[int] = []
    for number in numbers:
        if not seen or number > seen[-1]:
            seen.append(number)
    return seen


def nothing_comes(member: Subscription, seconds: float = 1.0) -> bool:
    """Tell that no message comes for a while."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if member.poll(0.1):
            return False
    return True


class Other:
    """Another process, which does what `member.py` names; its lines are read one by one."""

    def __init__(self, address: Address, *arguments: str) -> None:
        command = [sys.executable, str(SCRIPT), address.kind, address.where, address.prefix]
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        """Return the next line that it wrote."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, line: str) -> None:
        """Send it a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()


class Lock:
    """The write lock of an embedded log, held by a process of its own."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._holder: Other | None = None

    def freeze(self) -> None:
        """Take the lock."""
        self._holder = Other(self._address, "lock")
        assert self._holder.line() == "locked"

    def go_on(self) -> None:
        """Give it back."""
        if self._holder is not None:
            with self._holder:
                self._holder = None
