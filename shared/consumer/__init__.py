"""Reads topics as a group and hands each event to its handler, at least once, in order per key.

Errors name the action. A message that can never be handled goes to the dead letters, then is
committed; a passing fault pauses its partition, which is read again from that message after a
while, as long as it takes; any other fault is repeated a few times, then is a dead letter. Under
an offset fence nothing else is possible: a key is never parked aside.
"""

from shared.cloudevents import InvalidMessage, Received
from shared.consumer.dead_letters import TooManyDeadLetters
from shared.consumer.opening import Handler, Handlers, Together
from shared.consumer.reading import Consumer

__all__ = [
    "Consumer",
    "Handler",
    "Handlers",
    "InvalidMessage",
    "Received",
    "Together",
    "TooManyDeadLetters",
]
