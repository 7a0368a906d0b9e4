"""Rates of requests, counted by each process in its memory: what costs no write."""

import math
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from functools import cache
from typing import cast

from flask import current_app
from limits import parse_many

from services.gateway.door.counting import TooManyAttempts
from services.gateway.kit.parts import Parts, parts

KEY = "kermesse-rates"
# Whoever was not heard of for longest is forgotten first.
MOST_KEYS = 100_000


class Windows:
    """Moving windows by key: within none of their lengths more are taken than its limit says."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._taken: OrderedDict[str, deque[datetime]] = OrderedDict()

    def take(self, key: str, limits: tuple[tuple[int, timedelta], ...], now: datetime) -> timedelta:
        """Take one more; where a limit allows none, take none and return the time to wait."""
        with self._turn:
            taken = self._taken.setdefault(key, deque(maxlen=max(each for each, _ in limits)))
            self._taken.move_to_end(key)
            waits = (
                taken[-amount] + window - now for amount, window in limits if len(taken) >= amount
            )
            wait = max(waits, default=timedelta(0))
            if wait <= timedelta(0):
                taken.append(now)
            while len(self._taken) > MOST_KEYS:
                self._taken.popitem(last=False)
        return wait


def count_request(what: str, who: str, rate: str) -> None:
    """Count a request of `who`; raise `TooManyAttempts` where `rate` allows no more of them."""
    wait = _windows().take(f"{what}\n{who}", _limits(rate), parts().clock.now())
    if wait > timedelta(0):
        raise TooManyAttempts(retry_after=max(1, math.ceil(wait.total_seconds())))


@cache
def _limits(rate: str) -> tuple[tuple[int, timedelta], ...]:
    return tuple((each.amount, timedelta(seconds=each.get_expiry())) for each in parse_many(rate))


def _windows() -> Windows:
    kept = cast("tuple[Parts, Windows] | None", current_app.extensions.get(KEY))
    if kept is None or kept[0] is not parts():
        kept = current_app.extensions[KEY] = (parts(), Windows())
    return kept[1]
