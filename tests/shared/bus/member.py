"""Another process at the broker: publishes, reads and commits when told, or holds a lock."""

import resource
import sqlite3
import sys
from collections.abc import Callable

from shared import logs
from shared.bus import Bus, BusUnavailable, Message
from tests.shared.bus.joining import Address, connect, fact


def say(line: object) -> None:
    print(line, flush=True)


def publish(bus: Bus, name: str, count: str) -> None:
    """Publish `count` messages of five keys, ten at a time."""
    for number in range(0, int(count), 10):
        batch = [
            fact(f"key-{place % 5}", f"{name} {place}") for place in range(number, number + 10)
        ]
        assert all(bus.publisher().publish(batch))
    say("published")


def join(bus: Bus, group: str) -> None:
    """Read a first message, then commit or leave when told."""
    member = bus.subscribe(group, ["facts"])
    messages: list[Message] = []
    while not messages:
        messages = member.poll(0.2, 1)
    say(f"{messages[0].partition} {messages[0].offset}")
    for line in sys.stdin:
        if line.strip() == "commit":
            member.commit({message.place: message.offset + 1 for message in messages})
            say("committed")
        else:
            member.close()
            say("left")


def peak() -> int:
    """Return the most memory that this process has had, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def flood(bus: Bus, count: str) -> None:
    """Publish without waiting for answers, 100 at a time; say the growth and the refusals."""
    publisher, numbers = bus.publisher(), iter(range(1, 10**9))
    fill = "x" * 1000

    def batch() -> list[bool]:
        chosen = [fact("a", f"{next(numbers)} {fill}") for _ in range(100)]
        return publisher.publish(chosen, 0.002)

    assert publisher.publish([fact("a", f"0 {fill}")], 60) == [True]
    say("ready")
    sys.stdin.readline()
    before, refused, acknowledged = peak(), 0, 0
    for _ in range(int(count) // 100):
        try:
            acknowledged += sum(batch())
        except BusUnavailable:
            refused += 1
    say(f"{peak() - before} {refused} {acknowledged}")
    sys.stdin.readline()
    last = next(numbers)
    while not publisher.publish([fact("a", f"{last} {fill}")], 60)[0]:
        last = next(numbers)
    say(last)


def lock(path: str) -> None:
    """Hold the file's write lock until the end of this process, or of its input."""
    rows = sqlite3.connect(path, timeout=30, isolation_level=None)
    rows.execute("BEGIN EXCLUSIVE")
    say("locked")
    sys.stdin.read()


logs.configure("test")
address = Address(*sys.argv[1:4])
task, *rest = sys.argv[4:]
if task == "lock":
    lock(address.where)
else:
    client = connect(address)
    tasks: dict[str, Callable[..., None]] = {"publish": publish, "join": join, "flood": flood}
    tasks[task](client, *rest)
    client.close()
