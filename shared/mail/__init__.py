"""The mail port: one mail to one person; two adapters, SMTP and a recording one for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from shared.errors import AppError, Kind


@dataclass(frozen=True)
class Attachment:
    """A file in a mail. `content_type` is `type/subtype`."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail. `sender` and `to` are one address each (`a@b.example` or `Name <a@b.example>`).

    `message_id` is `id@domain`; a repeat carries the same one, so that mail programs show it once.
    `headers` adds to the standard ones (`List-Unsubscribe`, `List-Unsubscribe-Post`).
    """

    message_id: str
    sender: str
    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


class MailRefused(AppError):
    """This mail will never be accepted as it is: do not repeat it."""

    slug: ClassVar[str] = "mail_refused"
    kind: ClassVar[Kind] = Kind.INVALID


class MailUnavailable(AppError):
    """The mail server does not take mail right now: repeat the same mail later."""

    slug: ClassVar[str] = "mail_unavailable"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


class MailDeferred(AppError):
    """The server works, but does not take this one mail for now: repeat it later, not for ever."""

    slug: ClassVar[str] = "mail_deferred"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


class Mailer(Protocol):
    """Sends mails, from any thread."""

    def send(self, mail: Mail) -> None:
        """Return when the server has accepted it.

        Raise `MailRefused`, `MailDeferred` where this mail or its recipient is at fault, or
        `MailUnavailable` where the server is. After the last one the mail may have been accepted
        all the same.
        """
        ...

    def close(self) -> None:
        """Let go of the server."""
        ...
