"""Who is late, of all connections of a worker."""

import heapq
from collections.abc import Iterator
from itertools import count

from shared.webapp.gathering.connection import Connection


class Deadlines:
    """Finds those whose deadline has passed, who passed it first comes first.

    A deadline may move on without a word: what stands here is looked at again when its old one
    comes. One that moves back is added again.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Connection]] = []
        self._order = count()

    def add(self, one: Connection, now: float) -> None:
        """Look after `one` from now on."""
        heapq.heappush(self._heap, (one.deadline(now), next(self._order), one))

    def passed(self, now: float, leniency: float = 0.0) -> Iterator[Connection]:
        """Give those whose deadline passed more than `leniency` ago, and forget each of them."""
        while self._heap and self._heap[0][0] + leniency < now:
            _, _, one = heapq.heappop(self._heap)
            if one.closed:
                continue
            if one.deadline(now) + leniency < now:
                yield one
            else:
                self.add(one, now)
