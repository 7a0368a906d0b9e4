"""Rebuild the read model beside the one that is served, then switch."""

from datetime import timedelta

from services.insights.engine.domain.generation import Generations
from services.insights.engine.stores.pointer import PointerStore
from services.insights.engine.use_cases.ports import Building
from shared.clock import Clock

RENEW_EVERY = timedelta(seconds=2)
MOST_ROUNDS = 20
CLOSE_BEHIND = 100
LOOK_EVERY = 20


class _Held:
    """The lease of a rebuild: renewed now and then, so that another knows that this one lives."""

    def __init__(self, pointer: PointerStore, by: str, clock: Clock) -> None:
        self._pointer, self._by, self._clock = pointer, by, clock
        self._renewed = clock.now()

    def renew(self) -> None:
        """Renew if it is time; raise `RebuildTakenOver`."""
        now = self._clock.now()
        if abs(now - self._renewed) >= RENEW_EVERY:
            self._pointer.change(lambda known: known.renewed(self._by, now))
            self._renewed = now


def begin_rebuild(
    *, by: str, anew: bool = False, pointer: PointerStore, clock: Clock
) -> Generations:
    """Take a generation up; raise `RebuildUnderWay` where somebody has it.

    `by` names whoever asks, unlike any other; `anew` gives up what a former one began.
    """
    return pointer.change(lambda known: known.begun(by, clock.now(), anew=anew))


def fill_generation(*, by: str, building: Building, pointer: PointerStore, clock: Clock) -> int:
    """Read all events and count all buckets; return how many messages were read.

    Reads to the ends of the topics as they are at the start and counts, then does so again to
    their ends by now, until what came meanwhile is less than a batch: the switch then shows no
    step back. Raise `RebuildTakenOver`.
    """
    held = _Held(pointer, by, clock)
    total = 0
    for _ in range(MOST_ROUNDS):
        came = _read_to(building, building.ends(), held)
        total += came
        while building.count_some():
            held.renew()
        if came < CLOSE_BEHIND:
            break
    return total


def _read_to(building: Building, ends: dict[tuple[str, int], int], held: _Held) -> int:
    total = batches = 0
    while True:
        came = building.read_some()
        total, batches = total + came, batches + 1
        held.renew()
        # On Kafka the question costs as much as a batch.
        near = came < CLOSE_BEHIND or batches % LOOK_EVERY == 0
        if near and building.has_reached(ends):
            return total


def switch_generation(*, by: str, pointer: PointerStore, clock: Clock) -> Generations:
    """Serve what was built, by one guarded write; raise `RebuildTakenOver`."""
    return pointer.change(lambda known: known.switched(by, clock.now()))


def give_up_rebuild(*, by: str, pointer: PointerStore) -> None:
    """Let the next rebuild go on at once with what this one leaves."""
    pointer.change(lambda known: known.released(by))
