"""The shipper: publishes what stands in the files, and remembers how far it is.

At least once: the place moves after the broker has acknowledged, so that a shipper which is killed
between the two publishes some clicks again, under the same ids.
"""

import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from services.gateway.products.influencers.domain.click import click_recorded
from services.gateway.products.influencers.spill.locks import is_left, taken
from services.gateway.products.influencers.spill.shares import SUFFIX
from shared.bus import BusUnavailable, Outgoing
from shared.cloudevents import outgoing
from shared.documents import Pending
from shared.events import BadInstant, Event

BATCH_BYTES = 128 * 1024
PLACES, LOCK = "shipped.json", "shipper.lock"
Publish = Callable[[Sequence[Outgoing]], Sequence[bool]]
log = structlog.get_logger(__name__)


class Shipper:
    """Ships the clicks of a folder by `publish`, unless another process does.

    `told` hears how many were acknowledged, `torn` that a line could not be read.
    """

    def __init__(
        self,
        folder: Path,
        publish: Publish,
        *,
        told: Callable[[int], None] = lambda _: None,
        torn: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._folder, self._publish = folder, publish
        self._told, self._torn = told, torn
        self._lock: int | None = None
        self._places: dict[str, int] = {}

    def run_once(self) -> int:
        """Ship a part of each file; return how many clicks were acknowledged."""
        if not self._holds():
            return 0
        try:
            return sum([self._ship(path) for path in self._files()])
        except BusUnavailable as error:
            log.warning("clicks_wait", error=str(error))
            return 0

    def ship_rest(self, seconds: float) -> None:
        """Ship until nothing is left, `seconds` at most."""
        deadline = time.monotonic() + seconds
        while self.run_once() and time.monotonic() < deadline:
            pass

    def waiting(self) -> int:
        """Return how many bytes wait."""
        left = (path.stat().st_size - self._places.get(path.name, 0) for path in self._files())
        return sum(left)

    def oldest(self) -> float:
        """Return for how many seconds the longest has waited that waits (0: none does)."""
        for path in self._files():
            if path.stat().st_size > self._places.get(path.name, 0):
                line = _lines(path, self._places.get(path.name, 0))[:1]
                event = _event(line[0]) if line else None
                return max(time.time() - event.time.timestamp(), 0.0) if event else 0.0
        return 0.0

    def close(self) -> None:
        """Let another one ship."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"*{SUFFIX}"))

    def _holds(self) -> bool:
        if self._lock is not None:
            return True
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        if not taken(lock):
            os.close(lock)
            return False
        self._lock, self._places = lock, _read(self._folder / PLACES)
        return True

    def _ship(self, path: Path) -> int:
        # Asked before it is read: nothing is added to a file that was left.
        left = is_left(path)
        place = self._places.get(path.name, 0)
        lines = _lines(path, place)
        if not lines:
            if left:
                self._remove(path, place)
            return 0
        events = [_event(line) for line in lines]
        done = self._acknowledged(events)
        self._settle(path.name, place + sum(len(line) for line in lines[:done]))
        shipped = sum(event is not None for event in events[:done])
        self._told(shipped)
        self._torn(done - shipped)
        return shipped

    def _acknowledged(self, events: Sequence[Event | None]) -> int:
        """Publish; return how many of the first ones are done with: those that are none are."""
        known = [event for event in events if event is not None]
        answers = iter(self._publish([_message(event) for event in known]) if known else ())
        for place, event in enumerate(events):
            if event is not None and not next(answers):
                return place
        return len(events)

    def _settle(self, name: str, place: int) -> None:
        self._keep({**self._places, name: place})

    def _remove(self, path: Path, place: int) -> None:
        """Remove a file that was left; what has no end was being written when its process died."""
        self._torn(path.stat().st_size > place)
        path.unlink()
        self._keep({name: at for name, at in self._places.items() if name != path.name})

    def _keep(self, places: dict[str, int]) -> None:
        made = self._folder / f"{PLACES}.made"
        made.write_text(json.dumps(places))
        made.replace(self._folder / PLACES)
        self._places = places


def _read(path: Path) -> dict[str, int]:
    try:
        places: dict[str, int] = json.loads(path.read_text())
    except (OSError, ValueError):
        # From the beginning: what was shipped before is known to whoever reads it.
        return {}
    return places


def _lines(path: Path, place: int) -> list[bytes]:
    """Return the lines from a place on that have an end, some of them."""
    with path.open("rb") as file:
        file.seek(place)
        return [line for line in file.read(BATCH_BYTES).splitlines(True) if line.endswith(b"\n")]


def _event(line: bytes) -> Event | None:
    try:
        return click_recorded(json.loads(line))
    except (ValueError, TypeError, KeyError, BadInstant):
        return None


def _message(event: Event) -> Outgoing:
    """Return a click as it is published: the first and only event of itself."""
    workspace = str(event.data["workspace_id"])
    return outgoing("gateway", "clicks", Pending(event.id, workspace, 0, (event,)), 0)
