"""The heads of a mail, folded here: Python's own folding loses blanks, letters and addresses.

What it loses differs by version (3.11 to 3.13 were seen); `email.header.Header` is right on each.
Each function returns what follows `Name: `, with the line ends of RFC 5322 where it is folded.
"""

import re
from email.header import Header

# RFC 5322 (2.1.1), without the line end. RFC 2047 (2) allows 76 where a word is encoded.
LONGEST = 998
ENCODED = 75
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def text_head(name: str, text: str) -> str:
    """Return a head of free text: as it is on one line where ASCII can say it, else encoded."""
    return text if _is_plain(text) and _fits(name, text) else _encoded(name, text)


def mailbox_head(name: str, person: str, address: str) -> str:
    """Return the head of one address; `person` may be empty. Raises `ValueError` if too long."""
    if not person:
        return _whole(name, address)
    place = f"<{address}>"
    phrase = _phrase(person)
    if _is_plain(person) and _fits(name, f"{phrase} {place}"):
        return f"{phrase} {place}"
    encoded = _encoded(name, person)
    last = encoded.rpartition("\r\n")[2] if "\r\n" in encoded else f"{name}: {encoded}"
    joint = " " if len(last) + 1 + len(place) <= ENCODED else "\r\n "
    return f"{encoded}{joint}{_whole('', place)}"


def token_head(name: str, value: str) -> str:
    """Return a head that programs read, such as links in <>: never encoded.

    It is folded before `<` alone, and only where one line is too long. Raises `ValueError` where
    it is not ASCII or cannot be folded.
    """
    if not value.isascii():
        raise ValueError(f"{name} is not ASCII")
    if _fits(name, value):
        return value
    folded = re.sub(r"(?:^| +)(?=<)", "\r\n ", value)
    for line in f"{name}: {folded}".split("\r\n"):
        _whole("", line)
    return folded


def _is_plain(text: str) -> bool:
    """Return whether a reader finds ASCII as it is: `=?` begins an encoded word (RFC 2047)."""
    return text.isascii() and "=?" not in text and text == text.strip()


def _fits(name: str, value: str) -> bool:
    return len(f"{name}: {value}".encode()) <= LONGEST


def _whole(name: str, value: str) -> str:
    if not _fits(name, value):
        raise ValueError(f"{name or 'a line'} is too long")
    return value


def _phrase(person: str) -> str:
    if _ATOMS.fullmatch(person):
        return person
    return '"' + person.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encoded(name: str, text: str) -> str:
    return Header(text, "utf-8", maxlinelen=ENCODED, header_name=name).encode(linesep="\r\n")
