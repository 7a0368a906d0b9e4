"""Why a letter is not written."""

from typing import ClassVar

from shared.errors import AppError, Kind


class NobodyToWriteTo(AppError):
    """Nobody whom the letter was for has a place, is known by name and has room for a letter."""

    slug: ClassVar[str] = "nobody_to_write_to"
    kind: ClassVar[Kind] = Kind.CONFLICT


class LetterSent(AppError):
    """The same form sent another letter before: this one was not taken."""

    slug: ClassVar[str] = "letter_sent"
    kind: ClassVar[Kind] = Kind.CONFLICT
