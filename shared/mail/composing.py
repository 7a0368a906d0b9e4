"""From `Mail` to the message of RFC 5322 that goes over the wire."""

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from shared.mail import Attachment, Mail, MailRefused, MailUnavailable

ALIKE = frozenset(
    {
        "auto-submitted", "content-transfer-encoding", "content-type", "list-unsubscribe-post",
        "mime-version",
    }
)  # fmt: skip


class _Headers(HeaderRegistry):
    """Parses once what is the same in every mail: parsing is most of the cost.

    What is a recipient's own (address, subject, link) is parsed each time, and kept nowhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self._class_of = lru_cache(64)(super().__getitem__)
        self._known = lru_cache(64)(super().__call__)

    def __getitem__(self, name: str) -> type[BaseHeader]:
        """Return the class of a header."""
        return self._class_of(name)

    def __call__(self, name: str, value: Any) -> BaseHeader:
        """Return the header."""
        same = name.lower() in ALIKE and "boundary=" not in value
        return self._known(name, value) if same else super().__call__(name, value)


_POLICY = SMTP.clone(cte_type="7bit", header_factory=_Headers())
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(r"(?:(?P<name>[^<>]*?)\s*<(?P<inner>[^<>\s]+)>|(?P<bare>[^<>\s]+))")
_MESSAGE_ID = re.compile(r"<?([A-Za-z0-9._=+-]+@[A-Za-z0-9.-]+)>?")
_HEADER = re.compile(r"(?:List|X|Auto|Feedback|Precedence|Reply)(?:-[A-Za-z0-9]+)*")
_CONTENT_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+")


def compose(mail: Mail, now: datetime) -> EmailMessage:
    """Return the message; raise `MailRefused` where a part could forge headers or is malformed.

    A malformed sender is a fault of the installation, not of this mail: `MailUnavailable`.
    """
    message = EmailMessage(policy=_POLICY)
    message["Message-ID"] = f"<{_matched(_MESSAGE_ID, mail.message_id, 'message id').group(1)}>"
    message["Date"] = format_datetime(now)
    message["From"] = _sender(mail.sender)
    message["To"] = _address(mail.to)
    message["Subject"] = _line(mail.subject)
    for name, value in mail.headers.items():
        message[_matched(_HEADER, name, "header").group()] = _line(value)
    try:
        message.set_content(mail.text)
        if mail.html:
            message.add_alternative(mail.html, subtype="html")
    except UnicodeEncodeError:
        raise MailRefused("The text of this mail has half a character in it.") from None
    for attachment in mail.attachments:
        _attach(message, attachment)
    return message


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind = _matched(_CONTENT_TYPE, attachment.content_type, "content type").group()
    main, _, sub = kind.partition("/")
    message.add_attachment(
        attachment.content, maintype=main, subtype=sub, filename=_line(attachment.name)
    )


def _sender(text: str) -> Address:
    try:
        return _address(text)
    except MailRefused as error:
        raise MailUnavailable("The sender of our mails is malformed.") from error


def _address(text: str) -> Address:
    found = _matched(_ADDRESS, _line(text).strip(), "address")
    name = (found["name"] or "").strip().strip('"')
    try:
        return Address(display_name=name, addr_spec=found["inner"] or found["bare"])
    except (HeaderParseError, ValueError, IndexError):
        raise MailRefused("An address of this mail is malformed.") from None


def _line(text: str) -> str:
    """Return a text that stays one line.

    `=?` begins an encoded word (RFC 2047), which Python decodes wherever it stands and writes out
    as it is, line ends included: a blank inside makes it plain text.
    """
    if _CONTROL.search(text):
        raise MailRefused("A header of this mail contains a line break or a control character.")
    return text.replace("=?", "= ?")


def _matched(pattern: re.Pattern[str], text: str, what: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise MailRefused(f"This mail has a malformed {what}.")
    return found
