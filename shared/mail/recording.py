"""A mailer for tests: keeps what it was given, refuses what it is told to refuse."""

from email.message import EmailMessage

from shared.clock import Clock, SystemClock
from shared.mail import Mail, MailDeferred, MailRefused, MailUnavailable
from shared.mail.composing import compose


class RecordingMailer:
    """Keeps mails in `sent`, and in `messages` as the recipient's program would read them.

    Addresses in `bounced` are refused for ever, those in `busy` deferred; while `down` is true
    nothing is accepted.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.sent: list[Mail] = []
        self.messages: list[EmailMessage] = []
        self.bounced: set[str] = set()
        self.busy: set[str] = set()
        self.down = False
        self._clock = clock or SystemClock()

    def send(self, mail: Mail) -> None:
        """Keep it; raise `MailRefused`, `MailDeferred` or `MailUnavailable` as it was told."""
        message = compose(mail, self._clock.now())
        address = message["To"].addresses[0].addr_spec
        if self.down:
            raise MailUnavailable
        if address in self.busy:
            raise MailDeferred
        if address in self.bounced:
            raise MailRefused
        self.sent.append(mail)
        self.messages.append(message)

    def close(self) -> None:
        """Nothing is held."""
