"""Where people reach an organiser: an e-mail address, a page over https, or a telephone."""

import re

from shared.addresses import check_address
from shared.errors import Invalid

# E.164 has at most 15 digits; the shortest national service numbers, such as 3639, have four.
_TELEPHONE = re.compile(r"\+?[0-9(][0-9 ().\u00a0\u202f-]*")
_DIGITS = range(4, 16)
_SIGN = "A-Za-z0-9\u00a1-\uffff"
_LABEL = rf"[{_SIGN}](?:[{_SIGN}-]{{0,61}}[{_SIGN}])?"
_HOST = rf"(?:(?:{_LABEL}\.)+[{_SIGN}-]{{2,}}\.?|\d{{1,3}}(?:\.\d{{1,3}}){{3}})"
_PAGE = re.compile(rf"https://{_HOST}(?::\d+)?(?:/?|[/?#]\S+)", re.IGNORECASE)


def check_contact(value: str) -> str:
    """Return "" where people can write to it or call it, or where it is empty, else `contact`."""
    if not value or is_telephone(value) or _is_page(value) or _is_address(value):
        return ""
    return "contact"


def mailbox_of_contact(value: str) -> str:
    """Return the e-mail address that a contact is, "" where people call or open a page."""
    return value if _is_address(value) else ""


def is_telephone(value: str) -> bool:
    """Return whether it reads as a telephone number."""
    digits = sum(sign.isdigit() for sign in value)
    return _TELEPHONE.fullmatch(value) is not None and digits in _DIGITS


def _is_page(value: str) -> bool:
    # A host that is only a user's name, as in https://known.example@other.example, misleads.
    named = "@" in value.partition("://")[2].split("/")[0]
    return value.isprintable() and not named and _PAGE.fullmatch(value) is not None


def _is_address(value: str) -> bool:
    try:
        check_address(value)
    except Invalid:
        return False
    return value == value.strip()
