"""Runs due work: claims the most overdue document, hands it to a use case, claims the next.

A claim is a lease. The use case finishes by a change that sets or unsets `due_at`: a step that is
asked of the document as it then is, or a guard on `attempts` where only the last claim counts.
Where it fails, the work is due again when the lease ends.

Clocks decide when work is claimed, never what a second time changes. A clock that runs ahead ends
the leases of others early: who comes late finds it done. A clock that is put back makes wait what
was claimed by one who died, for the jump and the lease at the most.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from shared.bus import BusUnavailable
from shared.clock import Clock
from shared.documents import Collection, Document, Stale
from shared.errors import AppError, Kind
from shared.metrics import Metrics

log = structlog.get_logger(__name__)


class Timer:
    """The due work of one collection.

    `planned` reads from a claimed document the instant its work was meant for, so that lateness
    is measured: the claim itself has moved `due_at` already.
    """

    def __init__(
        self,
        collection: Collection,
        handle: Callable[[Document], None],
        *,
        clock: Clock,
        lease: timedelta,
        metrics: Metrics,
        planned: Callable[[Document], datetime | None] | None = None,
    ) -> None:
        self._collection = collection
        self._handle = handle
        self._clock = clock
        self._lease = lease
        self._metrics = metrics
        self._planned = planned

    def run_once(self) -> bool:
        """Run one piece of due work; False when nothing is due, or the database does not answer."""
        try:
            document = self._collection.claim_due(self._clock.now(), self._lease)
        except AppError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            log.warning("claim_put_off", timer=self._collection.name, error=error.slug)
            return False
        if document is None:
            return False
        outcome = self._outcome(document)
        self._metrics.timer_runs.labels(self._collection.name, outcome).inc()
        return True

    def _measure(self, document: Document) -> None:
        planned = self._planned(document) if self._planned else None
        if planned is not None:
            late = (self._clock.now() - planned).total_seconds()
            self._metrics.timer_lateness.labels(self._collection.name).observe(max(late, 0))

    def _outcome(self, document: Document) -> str:
        try:
            self._measure(document)
            self._handle(document)
        except (Stale, BusUnavailable, OSError) as error:
            return self._put_off(document, type(error).__name__)
        except AppError as error:
            if error.kind is Kind.UNAVAILABLE:
                return self._put_off(document, error.slug)
            return self._failed(document)
        except Exception:
            return self._failed(document)
        return "done"

    def _put_off(self, document: Document, why: str) -> str:
        log.warning("due_work_put_off", **self._named(document), error=why)
        return "put off"

    def _failed(self, document: Document) -> str:
        log.exception("due_work_failed", **self._named(document))
        return "failed"

    def _named(self, document: Document) -> dict[str, object]:
        attempts = document.get("attempts", 0)
        return {"timer": self._collection.name, "document": document["_id"], "attempts": attempts}
