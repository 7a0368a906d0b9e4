"""A group is one of its program's."""

from services.influencers.domain.program import Program
from shared.errors import FieldError, Invalid


def check_group(program: Program, group: str | None) -> None:
    """Raise `Invalid` (`group`, `choice`) for a group that the program does not have."""
    if group and program.group(group) is None:
        raise Invalid(fields=[FieldError("group", "choice")])
