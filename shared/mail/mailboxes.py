"""Whom a mail is from and to: `a@b.example`, `Name <a@b.example>` or `"Any name" <a@b.example>`."""

import re
from dataclasses import dataclass
from email.headerregistry import Address

from shared.mail import Mail, MailRefused, MailUnavailable

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MAILBOX = re.compile(
    r'(?:(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<name>[^<>]*?))\s*<(?P<inner>[^<>\s]+)>'
    r"|(?P<bare>[^<>\s]+))"
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person's name, which may be empty, and their address."""

    person: str
    address: str


def sender_of(mail: Mail) -> Mailbox:
    """Return whom it is from; a malformed sender is ours, not the mail's: `MailUnavailable`."""
    try:
        return mailbox_of(mail.sender)
    except MailRefused as error:
        raise MailUnavailable("The sender of our mails is malformed.") from error


def mailbox_of(text: str) -> Mailbox:
    """Read one address. Raises `MailRefused`."""
    found = None if CONTROL.search(text) else _MAILBOX.fullmatch(text.strip())
    if found is None:
        raise MailRefused("An address of this mail is malformed.")
    quoted = found["quoted"]
    person = (found["name"] or "") if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
    try:
        address = Address(addr_spec=found["inner"] or found["bare"]).addr_spec
    except Exception:
        # Python's parser fails in many ways on what is no address.
        raise MailRefused("An address of this mail is malformed.") from None
    return Mailbox(person.strip(), address)
