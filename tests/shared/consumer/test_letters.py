"""A dead letter that is published again is handled as if it came for the first time."""

from shared.consumer import InvalidMessage
from shared.consumer.letters import Desk, read_letters
from tests.shared.consumer.conftest import DEAD, A, B, World, message


def test_what_was_published_again_is_handled_once_its_fault_is_mended(world: World) -> None:
    world.fault = lambda e: InvalidMessage("odd") if e.key == A else None
    world.publish(message(A, 1), message(B, 1), message(A, 2))
    assert world.consumer.run_once(5) == 3
    world.fault = lambda e: None
    desk = Desk(world.bus, world.clock, "ann")
    for letter in read_letters(world.bus, DEAD, "ann"):
        desk.retry(letter)
    assert world.consumer.run_once(5) == 2
    assert sorted(world.places()) == [("a", 1), ("a", 2), ("b", 1)]
    states = [letter.state for letter in read_letters(world.bus, DEAD, "ann")]
    assert states == ["retried", "retried"]


def test_one_that_fails_again_is_a_new_letter(world: World) -> None:
    world.fault = lambda e: InvalidMessage("odd")
    world.publish(message(A, 1))
    world.consumer.run_once(5)
    (letter,) = read_letters(world.bus, DEAD, "ann")
    Desk(world.bus, world.clock, "ann").retry(letter)
    world.consumer.run_once(5)
    first, second = read_letters(world.bus, DEAD, "ann")
    assert (first.id, first.state) == ("0-0", "retried")
    assert (second.state, second.header("dlq_offset")) == ("waiting", "1")


def test_several_readers_of_different_names_see_the_same(world: World) -> None:
    world.fault = lambda e: InvalidMessage("odd")
    world.publish(*(message(A, n) for n in range(1, 31)))
    world.consumer.run_once(5)
    seen = [[each.id for each in read_letters(world.bus, DEAD, who)] for who in ("ann", "ben")]
    assert seen == [[f"0-{n}" for n in range(30)]] * 2
