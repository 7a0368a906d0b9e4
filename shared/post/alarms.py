"""Mails that need a person's eye: a counter for the alarm, a line in the log for the reason."""

import structlog
from prometheus_client import CollectorRegistry, Counter

from shared.post.queued import QueuedMail

log = structlog.get_logger(__name__)


class MailAlarms:
    """Counts in `kermesse_mails_refused_total` and its neighbours."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._refused = Counter(
            "kermesse_mails_refused", "Mails refused for ever", ["purpose"], registry=registry
        )
        self._unfit = Counter(
            "kermesse_mails_unfit",
            "Mails refused for what they are",
            ["purpose"],
            registry=registry,
        )
        self._away = Counter(
            "kermesse_mail_server_away",
            "Tries at which the server took no mail at all",
            ["reason"],
            registry=registry,
        )

    def refused(self, mail: QueuedMail) -> None:
        """Count and log a mail that no server will ever take, without the address."""
        self._refused.labels(mail.purpose).inc()
        log.warning("mail_refused", about=mail.subject_id, purpose=mail.purpose)

    def unfit(self, mail: QueuedMail, detail: str) -> None:
        """Count and log as an error: no mail of this kind goes until someone looks."""
        self._unfit.labels(mail.purpose).inc()
        log.error("mail_unfit", about=mail.subject_id, purpose=mail.purpose, detail=detail)

    def away(self, reason: str, *, began: bool) -> None:
        """Count that no mail goes at all; log why where an outage began."""
        self._away.labels(reason).inc()
        if began:
            log.error("mail_server_away", reason=reason)
