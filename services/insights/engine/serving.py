"""The generation that is served now, as far as the last look at the pointer tells."""

from datetime import timedelta

import structlog

from services.insights.engine.read_model import Part, ReadModel, Subjects
from services.insights.engine.stores.pointer import PointerStore
from shared.clock import Clock
from shared.documents import Database, StoreUnavailable

LOOK_EVERY = timedelta(seconds=1)
log = structlog.get_logger(__name__)


class Serving:
    """Looks at the pointer at most each second, and keeps the generation opened."""

    def __init__(
        self, database: Database, pointer: PointerStore, subjects: Subjects, clock: Clock
    ) -> None:
        self._database, self._pointer, self._clock = database, pointer, clock
        self._subjects = subjects
        self._looked = clock.now()
        self._model = self.opened(pointer.read().served)

    def opened(self, number: int) -> ReadModel:
        """Return a generation, which is made where it is absent."""
        return ReadModel(self._database, number, self._subjects)

    def model(self) -> ReadModel:
        """Return the read model that is served.

        While the database does not answer, it is the one that was served last.
        """
        now = self._clock.now()
        if abs(now - self._looked) >= LOOK_EVERY:
            try:
                self._look()
            except StoreUnavailable as error:
                log.warning("pointer_not_read", error=error.slug)
            self._looked = now
        return self._model

    def part(self, subject: type[Part]) -> Part:
        """Return what a subject keeps in the generation that is served."""
        return self.model().part(subject)

    def _look(self) -> None:
        served = self._pointer.read().served
        if served != self._model.number:
            self._model = self.opened(served)
            log.info("generation_served", generation=served)
