"""Names on the broker: several installations share one, each behind its own prefix."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Naming:
    """Puts a prefix before the names of topics and groups, and takes it away again."""

    prefix: str = ""

    def outside(self, name: str) -> str:
        """Return the name as the broker knows it."""
        return self.prefix + name

    def inside(self, name: str) -> str:
        """Return the name as callers know it."""
        return name.removeprefix(self.prefix)
