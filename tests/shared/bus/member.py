"""Another process at the broker: publishes, or reads and commits when told."""

import sys

from shared import logs
from tests.shared.bus.joining import Address, connect, fact

logs.configure("test")
address = Address(*sys.argv[1:4])
task, *rest = sys.argv[4:]
bus = connect(address)

if task == "publish":
    name, count = rest[0], int(rest[1])
    for number in range(0, count, 10):
        batch = [
            fact(f"key-{place % 5}", f"{name} {place}") for place in range(number, number + 10)
        ]
        assert all(bus.publisher().publish(batch))
    print("published", flush=True)

if task == "join":
    member = bus.subscribe(rest[0], ["facts"])
    messages = []
    while not messages:
        messages = member.poll(0.2, 1)
    print(f"{messages[0].partition} {messages[0].offset}", flush=True)
    for line in sys.stdin:
        if line.strip() == "commit":
            member.commit({message.place: message.offset + 1 for message in messages})
            print("committed", flush=True)
        else:
            member.close()
            print("left", flush=True)

bus.close()
