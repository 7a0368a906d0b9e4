"""Which events came again: a figure to watch, never a guard."""

from collections import OrderedDict

from shared.cloudevents import Received

MOST_REMEMBERED = 10_000


class Repeats:
    """Remembers the last sequence of the `most` sources that were heard of last."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._last: OrderedDict[str, int] = OrderedDict()

    def is_one(self, event: Received) -> bool:
        """Tell whether an event of this sequence, or a later one, was here before; remember it."""
        last = self._last.pop(event.source, 0)
        self._last[event.source] = max(last, event.sequence)
        if len(self._last) > self._most:
            self._last.popitem(last=False)
        return event.sequence <= last
