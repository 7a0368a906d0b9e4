"""What a consumer hands to its handler, commits and shows."""

from datetime import UTC, datetime

from shared.consumer import Received
from shared.errors import TryAgain
from shared.tracing import current_trace
from tests.shared.consumer.conftest import KIND, PLACE_A, PLACE_B, A, B, World, message


def test_the_keys_of_these_tests_are_in_different_partitions() -> None:
    assert PLACE_A != PLACE_B


def test_a_handler_receives_the_whole_event(world: World) -> None:
    world.publish(message(A, 7, traceparent="00-1-2-01"))
    assert world.consumer.run_once(5) == 1
    assert world.seen == [
        Received(
            id="a.7",
            type=KIND,
            sequence=7,
            key="a",
            source="/contests/entries/a",
            time=datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC),
            workspace_id="w1",
            data={"number": 7},
            traceparent="00-1-2-01",
            topic="contests.entry",
            partition=PLACE_A,
            offset=0,
        )
    ]


def test_what_was_handled_is_committed(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 6)), message(B, 1))
    assert world.consumer.run_once(5) == 6
    assert world.committed() == {PLACE_A: 5, PLACE_B: 1}


def test_an_unknown_type_is_passed_over_and_committed(world: World) -> None:
    world.publish(message(A, 1, kind="kermesse.contests.entry.renamed.v9"))
    assert world.consumer.run_once(5) == 1
    assert (world.seen, world.committed()) == ([], {PLACE_A: 1})


def test_the_lag_is_shown(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 4)))
    world.fault = lambda e: TryAgain() if e.sequence == 2 else None
    world.consumer.run_once(5)
    labels = {"group": "insights", "topic": "contests.entry", "partition": str(PLACE_A)}
    assert world.metrics.registry.get_sample_value("kermesse_consumer_lag", labels) == 2


def test_what_a_handler_stores_follows_from_the_event_that_it_handles(world: World) -> None:
    trace, found = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", list[str]()
    before = current_trace()
    world.fault = lambda event: found.append(current_trace())
    world.publish(message(A, 1, traceparent=trace), message(A, 2))
    world.consumer.run_once(5)
    assert (found, current_trace()) == ([trace, ""], before)
