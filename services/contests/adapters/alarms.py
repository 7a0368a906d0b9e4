"""What needs a person's eye: a counter for the alarm, a line in the log for the reason."""

import structlog
from prometheus_client import CollectorRegistry, Counter

log = structlog.get_logger(__name__)


class MeteredAlarms:
    """Counts in `kermesse_{beacon_failures,mails_refused,mails_unfit}_total`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._beacon = Counter(
            "kermesse_beacon_failures",
            "Answers of the beacon that were no use",
            ["slug"],
            registry=registry,
        )
        self._mails = Counter(
            "kermesse_mails_refused", "Mails refused for ever", ["purpose"], registry=registry
        )
        self._unfit = Counter(
            "kermesse_mails_unfit",
            "Mails refused for what they are",
            ["purpose"],
            registry=registry,
        )

    def beacon_failed(self, contest: str, slug: str, detail: str) -> None:
        """Count and log; late is expected for seconds, anything else is not."""
        self._beacon.labels(slug).inc()
        level = log.info if slug == "beacon_late" else log.error
        level("beacon_failed", contest=contest, slug=slug, detail=detail)

    def mail_refused(self, contest: str, purpose: str) -> None:
        """Count and log, without the address."""
        self._mails.labels(purpose).inc()
        log.warning("mail_refused", contest=contest, purpose=purpose)

    def mail_unfit(self, contest: str, purpose: str, detail: str) -> None:
        """Count and log as an error: no mail of this kind goes until someone looks."""
        self._unfit.labels(purpose).inc()
        log.error("mail_unfit", contest=contest, purpose=purpose, detail=detail)
