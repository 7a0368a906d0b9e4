"""The demo's own account of a partner, kept apart from what Kermesse counts. Amounts are cents."""

from collections import Counter
from dataclasses import dataclass, field

LEAD, PER_MILLE, CURRENCY = 150, 125, "EUR"


def share(net: int) -> int:
    """Return what an order of `net` earns: rounded once, halves up."""
    return (2 * net * PER_MILLE + 1000) // 2000


@dataclass
class Book:
    """What one partner brought: clicks by verdict, entries, what is left of each order."""

    clicks: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    excluded: int = 0
    orders: dict[str, int] = field(default_factory=dict)
    held: int = 0
    paid: int = 0

    @property
    def by_entries(self) -> int:
        """What entries earned that were not taken out."""
        return (self.entries - self.excluded) * LEAD

    @property
    def earned(self) -> int:
        """All that was earned, less what was taken back."""
        return self.by_entries + sum(map(share, self.orders.values()))

    @property
    def balance(self) -> dict[str, int]:
        """Where the money is, as a partner's page tells it."""
        payable = self.earned - self.held - self.paid
        return {"earned": self.earned, "held": self.held, "payable": payable, "paid": self.paid}
