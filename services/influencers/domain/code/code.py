"""A discount code of a partner in a program. It attributes an order without any tracker."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from shared.errors import AppError, FieldError, Invalid, Kind
from shared.ids import derived_id

SHORTEST, LONGEST = 3, 40


class CodeTaken(AppError):
    """This code, however it is written, is another partner's already."""

    slug: ClassVar[str] = "code_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT


class NotEnrolled(AppError):
    """This partner is not in the program: take them in first."""

    slug: ClassVar[str] = "not_enrolled"
    kind: ClassVar[Kind] = Kind.CONFLICT


class BadCode(Invalid):
    """A code has 3 to 40 letters, digits, hyphens and underscores."""


class CodeVerb(StrEnum):
    """What may be done with a code."""

    DISABLE = "disable"
    ENABLE = "enable"


@dataclass(frozen=True)
class DiscountCode:
    """A code of one partner; its id follows from its canonical form, so that there is one of each.

    `code` is as it was made, `disabled_at` from when on it brings nothing.
    """

    id: str
    workspace_id: str
    program_id: str
    partner_id: str
    code: str
    created_at: datetime
    updated_at: datetime
    disabled_at: datetime | None = None
    version: int = 1

    def worked(self, at: datetime) -> bool:
        """Tell whether an order of this instant counts."""
        return self.disabled_at is None or at < self.disabled_at

    def switched(self, verb: CodeVerb, now: datetime) -> "DiscountCode":
        """Return it disabled, or enabled again; a repeat changes nothing."""
        off = verb is CodeVerb.DISABLE
        if off == (self.disabled_at is not None):
            return self
        return replace(self, disabled_at=now if off else None, updated_at=now)


def made(workspace: str, program: str, partner: str, code: str, now: datetime) -> DiscountCode:
    """Return a new code. Raises `BadCode`."""
    return DiscountCode(
        id=code_id(workspace, code),
        workspace_id=workspace,
        program_id=program,
        partner_id=partner,
        code=unicodedata.normalize("NFKC", code.strip()),
        created_at=now,
        updated_at=now,
    )


def canonical_code(code: str) -> str:
    """Return the form in which two spellings of a code are one: capitals and blanks do not count.

    Raises `BadCode`.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", code).casefold())
    text = "".join(text.split())
    if not SHORTEST <= len(text) <= LONGEST or not all(e.isalnum() or e in "-_" for e in text):
        limits = {"minimum": SHORTEST, "maximum": LONGEST}
        raise BadCode(fields=[FieldError("code", "bad_code", limits)])
    return text


def code_id(workspace: str, code: str) -> str:
    """Return the identifier of a code, however it is written. Raises `BadCode`."""
    return derived_id("code", workspace, canonical_code(code))


def verbs_on(code: DiscountCode) -> list[CodeVerb]:
    """Return what may be done with a code now."""
    return [CodeVerb.DISABLE if code.disabled_at is None else CodeVerb.ENABLE]
