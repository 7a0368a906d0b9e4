"""Follows what changes: web processes and the worker are different processes.

Once a second a process asks which links were noted lately, five seconds back, since what several
workers write does not show in the order of their clocks. It costs the same whatever is known, and
reads only what changed. Where the database does not answer, that is told to whoever looks up.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from services.gateway.products.influencers.redirect.known import KnownLinks
from services.gateway.products.influencers.redirect.warmth import Warmth
from services.gateway.products.influencers.stores.links import LinkStore
from shared.clock import Clock
from shared.errors import AppError, Kind

EVERY_SECONDS = 1.0
BACK = timedelta(seconds=5)
KEPT_EVERY = 30.0
log = structlog.get_logger(__name__)


class Following:
    """Keeps `known` true. `upkeep` is done at each round."""

    def __init__(
        self,
        known: KnownLinks,
        store: LinkStore,
        warmth: Warmth,
        clock: Clock,
        upkeep: Callable[[datetime], None] = lambda _: None,
    ) -> None:
        self._known, self._store, self._warmth = known, store, warmth
        self._clock, self._upkeep = clock, upkeep
        self._since = clock.now()
        self._begun: threading.Thread | None = None
        self._turn = threading.Lock()
        self._kept_at = time.monotonic()

    def begin(self) -> None:
        """Begin once in a process: with what is on the disk, asked again where that is possible."""
        if self._begun is not None:
            return
        with self._turn:
            if self._begun is None:
                self._since = self._clock.now()
                self._known.learn(self._warmth.read())
                keys = [link.key for link in self._known.links()]
                self._guarded(lambda: self._known.refresh(self._store.of_keys(keys)))
                self._begun = threading.Thread(target=self._run, name="links", daemon=True)
                self._begun.start()

    def look(self) -> None:
        """Take what changed since the last look."""
        now = self._clock.now()
        changed = self._known.among(self._store.changed_since(self._since - BACK))
        self._known.refresh(self._store.of_keys(changed))
        self._since = now

    def keep(self) -> None:
        """Write what is known to the disk, if that changed."""
        if self._known.changed:
            self._known.changed = False
            self._warmth.keep(self._known.links())

    def _run(self) -> None:
        while True:
            time.sleep(EVERY_SECONDS)
            self._guarded(self.look)
            try:
                self._upkeep(self._clock.now())
                if time.monotonic() - self._kept_at > KEPT_EVERY:
                    self._kept_at = time.monotonic()
                    self.keep()
            except OSError as error:
                log.warning("links_not_kept", error=error.strerror or str(error))

    def _guarded(self, look: Callable[[], None]) -> None:
        try:
            look()
            self._known.away = False
        except AppError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            self._known.away = True
            log.warning("links_not_followed", error=error.slug)
