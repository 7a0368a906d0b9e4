"""Scalars that are what they say: `"5"` is no number, `1` is no truth, an instant has a zone."""

import re
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.clock import to_millisecond
from shared.events import instant_text

# French typography puts them before « € » and « ! », and keyboards and word processors write them.
NO_BREAK = "\u00a0\u202f"
KNOWN = "\n\r\t" + NO_BREAK
# A joiner (or what forbids to join) between two letters, marks or emoji; the letters of a flag.
_MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0dff"
_SIGN = rf"(?:[^\W\d_]|[{_MARKS}\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])"
_JOINED = re.compile(
    rf"(?<={_SIGN})[\u200c\u200d](?={_SIGN})"
    r"|(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f"
)
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Whole(fields.Integer):
    """A whole number of JSON."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return int(super()._deserialize(value, attr, data, **kwargs) or 0)


class Truth(fields.Boolean):
    """`true` or `false` of JSON."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Instant(fields.Field[Any]):
    """An instant of RFC 3339 with its zone; kept and shown as `2026-03-29T16:00:00.000Z`."""

    default_error_messages = {"invalid": "Not a valid datetime."}  # noqa: RUF012 - marshmallow's

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        return instant_text(value) if isinstance(value, datetime) else value

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        try:
            instant = datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise self.make_error("invalid") from error
        if instant.tzinfo is None or not FIRST <= instant < LAST:
            raise self.make_error("invalid")
        return instant_text(to_millisecond(instant))


class Params(fields.Dict):
    """A flat object of texts and whole numbers; which names and values are right others say.

    Whole numbers are those that every reader of JSON knows exactly (RFC 7493), so that what holds
    them can be hashed in its canonical form.
    """

    MOST = 20
    LARGEST = 2**53 - 1
    LONGEST = 500

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        if len(given) > self.MOST:
            raise ValidationError("too_many")
        for name, member in given.items():
            if not isinstance(member, str | int) or isinstance(member, bool):
                raise ValidationError({name: ["type"]})
            if isinstance(member, str) and len(member) > self.LONGEST:
                raise ValidationError({name: ["too_long"]})
            if isinstance(member, int) and abs(member) > self.LARGEST:
                raise ValidationError({name: ["out_of_range"]})
        return dict(given)


def text(longest: int, *, shortest: int = 0, **options: Any) -> fields.String:
    """Return a text field of at most `longest` characters."""
    return fields.String(validate=Printable(shortest, longest), **options)


class Exactly(validate.Regexp):
    """The whole text has this form; `$` alone would pass over a line's end behind it."""

    def __call__(self, value: Any) -> Any:
        """Return the text; raise marshmallow's `ValidationError`."""
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._format_error(value))
        return value


class Printable:
    """Checks length, and that nothing is unprintable but line ends, tabs, no-break spaces, and
    what joins two signs, as in علی‌رضا and 👨‍👩‍👧. Marks of direction never pass: they make a text
    read as another one.
    """

    def __init__(self, shortest: int, longest: int) -> None:
        self.min, self.max = shortest, longest

    def __call__(self, value: str) -> str:
        """Return the text; raise marshmallow's `ValidationError` with a code."""
        if len(value.strip()) < self.min:
            raise ValidationError("missing" if self.min == 1 else "too_short")
        if len(value) > self.max:
            raise ValidationError(f"Longer than maximum length {self.max}.")
        if any(not (sign.isprintable() or sign in KNOWN) for sign in _JOINED.sub("", value)):
            raise ValidationError("unprintable")
        return value
