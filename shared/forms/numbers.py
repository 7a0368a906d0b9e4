"""Numbers as people type them: what is not plainly one is refused, never guessed."""

import re

MOST_DIGITS = 12
# Thousands may stand apart, by a blank that French breaks or not.
_WHOLE = r"(?:[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+)"
_NUMBER = re.compile(_WHOLE)
_AMOUNT = re.compile(rf"(?P<whole>{_WHOLE})?(?:[.,](?P<part>[0-9]*))?")
_SIGNS = "€$£"


def whole_of(text: str) -> int:
    """Return the number of « 1 200 » or 1200; raise `ValueError` for anything else."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise ValueError("not a whole number")
    return _bounded(found.group())


def minor_of(text: str, digits: int) -> int:
    """Return the minor units of « 1 234,50 € » or 1234.50, of a currency with so many digits.

    Raises `ValueError`: also for more digits behind the point, which may have meant thousands.
    """
    found = _AMOUNT.fullmatch(text.strip().rstrip(_SIGNS).rstrip())
    if found is None or not (found["whole"] or found["part"]):
        raise ValueError("not an amount")
    part = found["part"] or ""
    if len(part) > digits:
        raise ValueError("more digits than the currency has")
    return _bounded((found["whole"] or "0") + part.ljust(digits, "0"))


def _bounded(digits: str) -> int:
    plain = "".join(digits.split()).lstrip("0") or "0"
    if len(plain) > MOST_DIGITS:
        raise ValueError("too large")
    return int(plain)
