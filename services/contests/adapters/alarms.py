"""What needs a person's eye: a counter for the alarm, a line in the log for the reason."""

import structlog
from prometheus_client import CollectorRegistry, Counter

log = structlog.get_logger(__name__)


class MeteredAlarms:
    """Counts in `kermesse_beacon_failures_total`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._beacon = Counter(
            "kermesse_beacon_failures",
            "Answers of the beacon that were no use",
            ["slug"],
            registry=registry,
        )

    def beacon_failed(self, contest: str, slug: str, detail: str) -> None:
        """Count and log; late is expected for seconds, anything else is not."""
        self._beacon.labels(slug).inc()
        level = log.info if slug == "beacon_late" else log.error
        level("beacon_failed", contest=contest, slug=slug, detail=detail)
