"""What a server's refusals mean: whether to repeat, and who is at fault (RFC 5321, RFC 3463)."""

import re
from typing import NoReturn

from shared.mail import MailDeferred, MailRefused, MailUnavailable, MailUnfit

_LOGIN_WANTED = 530
_GOING_DOWN = 421
# RFC 3463: the second number of an enhanced code names the culprit. 1 and 2 are an address and its
# mailbox, 3 the mail system itself, 5 and 6 what is said and how it is written, 7 what is allowed.
SYSTEM_STATUS = b"4.3."
_OF_RECIPIENT = (b"5.1.", b"5.2.")
_OF_MAIL = (b"5.5.", b"5.6.")


def raise_for_recipient(code: int, said: bytes | str) -> NoReturn:
    """Raise what an answer to RCPT means: the recipient refuses, unless it says otherwise."""
    words = said if isinstance(said, bytes) else said.encode()
    if _is_for_ever(code) and not words.startswith(_OF_MAIL):
        raise MailRefused(f"The mail server refused it for ever (SMTP {code}).") from None
    raise_for_mail(code, words)


def raise_for_mail(code: int, said: bytes | str) -> NoReturn:
    """Raise what an answer to the sender or to the data means.

    The recipient was accepted before the data were: a refusal is about what we wrote or who we
    are, unless it says that it is the recipient's (some servers look for mailboxes so late).
    4xx speaks of this mail or its recipient alone, save 421, what answers our own sender, and
    what the server says of itself.
    """
    words = said if isinstance(said, bytes) else said.encode()
    if _is_for_ever(code):
        kind = MailRefused if words.startswith(_OF_RECIPIENT) else MailUnfit
        raise kind(f"The mail server refused it for ever (SMTP {code}{_status(words)}).") from None
    if 400 <= code < 500 and code != _GOING_DOWN and not words.startswith(SYSTEM_STATUS):
        raise MailDeferred(f"The mail server put it off (SMTP {code}).") from None
    raise MailUnavailable(f"The mail server refused it for now (SMTP {code}).") from None


def _is_for_ever(code: int) -> bool:
    return 500 <= code < 600 and code != _LOGIN_WANTED


def _status(words: bytes) -> str:
    """Return the enhanced code with which an answer begins; the rest may name a person."""
    found = re.match(rb"5\.\d{1,3}\.\d{1,3}(?=\s|$)", words)
    return f" {found.group().decode()}" if found else ""
