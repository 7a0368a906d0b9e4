"""Consumers read the example of each message that they subscribed to, whatever else it holds."""

from typing import Any

import pytest

from services.contests.entrypoints.subscriptions import handlers as contests_handlers
from services.influencers.entrypoints.entries import entry_handlers
from services.insights.subjects.contests.entrypoints.subscriptions import (
    handlers as insights_handlers,
)
from shared.consumer import Received, Together
from tests.contracts.reading import received


@pytest.mark.parametrize("name", sorted(insights_handlers(lambda _: None, lambda _: None)))
def test_insights_reads_the_examples_and_ignores_what_it_does_not_know(name: str) -> None:
    commands: list[Any] = []
    handler = insights_handlers(commands.append, commands.append)[name]

    def handle(event: Received) -> None:
        return handler.handle([event]) if isinstance(handler, Together) else handler(event)

    handle(received(name))
    handle(received(name, a_later_field="x"))
    assert len(commands) == 2
    assert commands[0] == commands[1]


class Reached(Exception):
    """The message was read, and its use case began."""


class Beyond:
    """A context that no use case gets further than."""

    def __getattr__(self, name: str) -> Any:
        raise Reached(name)


CONTESTS: dict[str, Any] = contests_handlers(Beyond())  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(CONTESTS))
def test_contests_reads_the_examples_and_ignores_what_it_does_not_know(name: str) -> None:
    with pytest.raises(Reached):
        CONTESTS[name](received(name))
    with pytest.raises(Reached):
        CONTESTS[name](received(name, a_later_field="x"))


ENTRIES: dict[str, Any] = dict(entry_handlers(Beyond()))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_influencers_reads_the_examples_and_ignores_what_it_does_not_know(name: str) -> None:
    for more in ({"link": "zoe"}, {"link": "zoe", "a_later_field": "x"}):
        with pytest.raises(Reached):
            ENTRIES[name](received(name, **more))
