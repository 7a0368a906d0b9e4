"""From `Mail` to the message of RFC 5322 that goes over the wire."""

import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from shared.mail import Attachment, Mail, MailRefused, MailUnavailable, MailUnfit
from shared.mail.heads import mailbox_head, text_head, token_head
from shared.mail.mailboxes import CONTROL, Mailbox, mailbox_of, sender_of

_MESSAGE_ID = re.compile(r"<?([A-Za-z0-9._=+-]+@[A-Za-z0-9.-]+)>?")
_HEADER = re.compile(r"(?:List|X|Auto|Feedback|Precedence|Reply)(?:-[A-Za-z0-9]+)*")
_CONTENT_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+")
# Each byte of it may become three letters of one line.
LONGEST_FILE_NAME = 255


class _AsFolded(EmailPolicy):
    """Keeps and writes each head as it is given: folded once, and by us."""

    def header_max_count(self, name: str) -> None:
        """Count nothing: `compose` gives each head once."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Return what is stored."""
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return what was stored."""
        return value

    def fold(self, name: str, value: str) -> str:
        """Return the head's lines."""
        return f"{name}: {value}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the head's lines; only an address of SMTPUTF8 is more than ASCII."""
        return self.fold(name, value).encode()


_POLICY = _AsFolded(linesep="\r\n", cte_type="7bit")


def compose(mail: Mail, now: datetime) -> EmailMessage:
    """Return the message, whose heads are text as it goes over the wire.

    Raises `MailRefused` for a malformed recipient, `MailUnfit` where another part is malformed or
    could forge a head, `MailUnavailable` for a malformed sender, which concerns every mail.
    """
    message = EmailMessage(policy=_POLICY)
    message["Message-ID"] = f"<{_matched(_MESSAGE_ID, mail.message_id, 'message id').group(1)}>"
    message["Date"] = format_datetime(now)
    message["From"] = _from(sender_of(mail))
    message["To"] = _mailbox("To", mailbox_of(mail.to))
    message["Subject"] = text_head("Subject", _line(mail.subject))
    for name, value in mail.headers.items():
        message[_matched(_HEADER, name, "header").group()] = _other(name, _line(value))
    try:
        message.set_content(mail.text)
        if mail.html:
            message.add_alternative(mail.html, subtype="html")
    except UnicodeEncodeError:
        raise MailUnfit("The text of this mail has half a character in it.") from None
    for attachment in mail.attachments:
        _attach(message, attachment)
    return message


def _from(sender: Mailbox) -> str:
    try:
        return _mailbox("From", sender)
    except MailRefused as error:
        raise MailUnavailable("The sender of our mails is malformed.") from error


def _mailbox(name: str, mailbox: Mailbox) -> str:
    try:
        return mailbox_head(name, mailbox.person, mailbox.address)
    except ValueError as error:
        raise MailRefused("An address of this mail is too long.") from error


def _other(name: str, value: str) -> str:
    if name == "Reply-To":
        return _mailbox(name, mailbox_of(value))
    if name.startswith("X"):
        return text_head(name, value)
    try:
        return token_head(name, value)
    except ValueError as error:
        raise MailUnfit(f"A header of this mail cannot be written: {error}.") from error


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind = _matched(_CONTENT_TYPE, attachment.content_type, "content type").group()
    main, _, sub = kind.partition("/")
    name = _line(attachment.name)
    if len(name.encode()) > LONGEST_FILE_NAME:
        raise MailUnfit("The name of a file in this mail is too long.")
    # RFC 2231 where a reader may find something else in the plain name.
    filename: Any = ("utf-8", "", name) if "=?" in name else name
    message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=filename)


def _line(text: str) -> str:
    """Return a text that is one line."""
    if CONTROL.search(text):
        raise MailUnfit("A header of this mail contains a line break or a control character.")
    return text


def _matched(pattern: re.Pattern[str], text: str, what: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise MailUnfit(f"This mail has a malformed {what}.")
    return found
