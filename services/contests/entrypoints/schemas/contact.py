"""Where people reach an organiser: an e-mail address, a page over https, or a telephone."""

import re

from marshmallow import ValidationError, validate

from services.contests.domain.address import check_address
from shared.errors import Invalid

LONGEST = 320
# E.164 has at most 15 digits; the shortest national service numbers, such as 3639, have four.
_TELEPHONE = re.compile(r"\+?[0-9(][0-9 ().\u00a0\u202f-]*")
_DIGITS = range(4, 16)
_page = validate.URL(schemes={"https"})


def reachable(value: str) -> str:
    """Return the text, where people can write to it or call it, or where it is "".

    Raises marshmallow's `ValidationError` (`contact`, `too_long` for over 320 characters).
    """
    if len(value) > LONGEST:
        raise ValidationError(f"Longer than maximum length {LONGEST}.")
    if value and not (_is_telephone(value) or _is_page(value) or _is_address(value)):
        raise ValidationError("contact")
    return value


def _is_telephone(value: str) -> bool:
    digits = sum(sign.isdigit() for sign in value)
    return _TELEPHONE.fullmatch(value) is not None and digits in _DIGITS


def _is_page(value: str) -> bool:
    if not value.isprintable() or " " in value or "@" in value.partition("://")[2].split("/")[0]:
        return False
    try:
        _page(value)
    except ValidationError:
        return False
    return True


def _is_address(value: str) -> bool:
    try:
        check_address(value)
    except Invalid:
        return False
    return value == value.strip()
