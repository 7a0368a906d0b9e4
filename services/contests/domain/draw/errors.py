"""What can be wrong with the material of a draw."""

from typing import ClassVar

from shared.errors import AppError, Kind


class DrawError(AppError):
    """The material of the draw is not sound."""

    slug: ClassVar[str] = "draw_error"
    kind: ClassVar[Kind] = Kind.INVALID


class NotCanonical(DrawError):
    """Floats, huge integers and lone surrogates have no exact canonical form."""

    slug = "not_canonical"


class BadEntryLine(DrawError):
    """A line of the list is not `ref|weight`, or weighs more than the rules allow."""

    slug = "bad_entry_line"


class ListNotOrdered(DrawError):
    """The list is not in the order of its refs, or holds a ref twice."""

    slug = "list_not_ordered"


class BrokenRules(DrawError):
    """An amendment does not follow from the rules that precede it."""

    slug = "broken_rules"


class BrokenOutcome(DrawError):
    """An entry of the outcome does not follow from the certificate and the entries before it."""

    slug = "broken_outcome"


class ListChanged(DrawError):
    """The list is not the one that was committed to."""

    slug = "list_changed"
