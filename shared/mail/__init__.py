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
    """A mail. `sender` and `to` are one address each: `a@b.example` or what `named` returns.

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


class MailUnfit(MailRefused):
    """This mail is refused for what it is, whoever it is for: someone must mend it."""

    slug: ClassVar[str] = "mail_unfit"


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

        Raise `MailRefused` or `MailDeferred` where its recipient is at fault, `MailUnfit` where
        we are, `MailUnavailable` where the server is. After the last one the mail may have been
        accepted all the same.
        """
        ...

    def close(self) -> None:
        """Let go of the server."""
        ...


def named(person: str, address: str) -> str:
    """Return `Name <address>`, in quotes where the name has letters that mean something there."""
    if not set('<>"\\') & set(person):
        return f"{person} <{address}>"
    quoted = person.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
