"""A mailer for tests: keeps what it was given, refuses what it is told to refuse."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from shared.clock import Clock, SystemClock
from shared.mail import Mail, MailDeferred, MailRefused, MailUnavailable, MailUnfit
from shared.mail.composing import compose
from shared.mail.mailboxes import mailbox_of


class RecordingMailer:
    """Keeps mails in `sent`, and in `messages` as the recipient's program would read them.

    Addresses in `bounced` are refused for ever, those in `busy` deferred; mails to those in
    `unfit` are refused for what they are; while `down` is true nothing is accepted.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.sent: list[Mail] = []
        self.messages: list[EmailMessage] = []
        self.bounced: set[str] = set()
        self.busy: set[str] = set()
        self.unfit: set[str] = set()
        self.down = False
        self._clock = clock or SystemClock()

    def send(self, mail: Mail) -> None:
        """Keep it, or raise as it was told."""
        written = compose(mail, self._clock.now()).as_bytes()
        address = mailbox_of(mail.to).address
        if self.down:
            raise MailUnavailable
        if address in self.busy:
            raise MailDeferred
        if address in self.unfit:
            raise MailUnfit
        if address in self.bounced:
            raise MailRefused
        self.sent.append(mail)
        self.messages.append(message_from_bytes(written, policy=policy.default))

    def close(self) -> None:
        """Nothing is held."""
