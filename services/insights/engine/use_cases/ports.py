"""What a rebuild needs from outside."""

from typing import Protocol


class Building(Protocol):
    """A generation in the making, with the group that reads for it."""

    def ends(self) -> dict[tuple[str, int], int]:
        """Return the offset after the last message of each partition."""
        ...

    def has_reached(self, ends: dict[tuple[str, int], int]) -> bool:
        """Tell whether all that is before `ends` was handled and committed."""
        ...

    def read_some(self) -> int:
        """Handle a batch; return how many messages are done with, after a short wait for any."""
        ...

    def count_some(self) -> bool:
        """Count some of the buckets that are due; False when none is."""
        ...
