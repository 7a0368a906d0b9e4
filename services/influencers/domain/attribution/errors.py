"""What can go wrong with a decision, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Kind


class NotSettled(AppError):
    """The commission of the decision before is being written: try again in a moment."""

    slug: ClassVar[str] = "not_settled"
    kind: ClassVar[Kind] = Kind.CONFLICT
