"""What a message of a batch is, who handles it, and which neighbours share one handler."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shared.bus import Message
from shared.cloudevents import InvalidMessage, Received, received, type_of

Handler = Callable[[Received], None]


@dataclass(frozen=True)
class Together:
    """A handler that takes neighbours of a batch in one call; types may share one.

    `handle` receives the events in the order in which they were read, and is harmless when
    repeated. Where it raises, the consumer hands it the same events one by one, so that the one
    at fault is found: a call with a single event must blame that event alone.
    """

    handle: Callable[[Sequence[Received]], None]


Handlers = Mapping[str, Handler | Together]


@dataclass(frozen=True)
class Opened:
    """A message as it was read: its event and handler, or what makes it unreadable, or neither."""

    message: Message
    event: Received | None = None
    handler: Handler | Together | None = None
    wrong: str = ""


def opened(message: Message, handlers: Handlers) -> Opened:
    """Return what is to be done with `message`; a type without a handler is not looked into."""
    if message.fault:
        return Opened(message, wrong=message.fault)
    try:
        handler = handlers.get(type_of(message))
        event = received(message) if handler is not None else None
    except InvalidMessage as error:
        return Opened(message, wrong=str(error))
    return Opened(message, event, handler)


def runs(batch: Iterable[Opened]) -> Iterator[list[Opened]]:
    """Cut a batch where another handler begins; what has none goes with what is before it."""
    run: list[Opened] = []
    for each in batch:
        if each.handler is not None and handler_of(run) not in (None, each.handler):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def handler_of(run: Sequence[Opened]) -> Handler | Together | None:
    """Return the one handler of a run."""
    return next((each.handler for each in run if each.handler is not None), None)
