"""Mails of partners for tests: a worker that writes and sends what is due, and what it sent."""

import re
from dataclasses import dataclass, field

from services.influencers.bootstrap.work import mail_due, work_context
from shared.mail import Mail
from shared.mail.recording import RecordingMailer
from shared.metrics import Metrics
from tests.influencers.bureau import Bureau

SENDER = "Kermesse <kermesse@lumen.example>"
LINK = re.compile(r"https?://\S+")


@dataclass
class PostRoom:
    """What leaves a bureau by mail."""

    bureau: Bureau
    mailer: RecordingMailer = field(default_factory=RecordingMailer)

    def work(self) -> None:
        """Do all that is due now."""
        context = work_context(self.bureau.context, SENDER, self.mailer, Metrics("influencers"))
        due, now = mail_due(context), self.bureau.clock.now()
        while any(self._one(each, now) for each in due):
            pass

    @property
    def letters(self) -> list[Mail]:
        """Every mail that left, the oldest first."""
        self.work()
        return list(self.mailer.sent)

    def last_link(self) -> str:
        """Return the address that the last mail leads to."""
        found = LINK.search(self.letters[-1].text)
        assert found is not None
        return found.group()

    def last_token(self) -> str:
        """Return the token in that address."""
        return self.last_link().rpartition("/")[2]

    def _one(self, due, now) -> bool:
        claimed = due.collection.claim_due(now, due.lease)
        if claimed is None:
            return False
        due.handle(claimed)
        return True
