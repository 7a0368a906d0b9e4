"""A consumer that is asked to stop ends the call in hand, and gives the rest back."""

from collections.abc import Sequence

from shared.consumer import Received, Together
from tests.shared.consumer.conftest import KIND, PLACE_A, PLACE_B, A, B, World, message


def test_the_message_in_hand_is_the_last_one(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 6)), message(B, 1))

    def fault(event: Received) -> None:
        if len(world.seen) == 1:
            world.consumer.stop()

    world.fault = fault
    assert world.consumer.run_once(5) == 2
    assert sum(world.committed().values()) == 2


def test_what_was_not_handed_over_is_read_by_the_next_one(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 6)))
    stopped = world.consumer

    def fault(event: Received) -> None:
        if event.sequence == 2:
            stopped.stop()

    world.fault = fault
    assert (stopped.run_once(5), stopped.run_once(1)) == (2, 0)
    stopped.close()
    world.consumer = world.new_consumer()
    assert world.consumer.run_once(5) == 3
    assert world.places() == [("a", n) for n in range(1, 6)]


def test_a_call_for_many_is_ended_and_committed_whole(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 4)), message(B, 1))

    def handle(events: Sequence[Received]) -> None:
        world.consumer.stop()
        world.seen.extend(events)

    world.consumer = world.new_consumer({KIND: Together(handle)})
    assert world.consumer.run_once(5) == 4
    assert world.committed() == {PLACE_A: 3, PLACE_B: 1}
