"""What some time did to what is owed and has not arrived: its parts add up."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Signed amounts of one currency, whose sum is `closing`.

    `opening` and `closing` are what was earned and has not arrived, before and after. `taken_back`
    and `paid` are negative. `paid` is what payouts brought that arrived, less debts that they
    carried; `came_back` is owed again of what had arrived. `corrected` goes either way.
    """

    opening: Money
    earned: Money
    taken_back: Money
    corrected: Money
    paid: Money
    came_back: Money

    @property
    def closing(self) -> Money:
        """What is owed afterwards and has not arrived; negative for a debt."""
        return self.opening + self.moved

    @property
    def moved(self) -> Money:
        """The sum of what happened."""
        return Money.total(self._happened, self.opening.currency)

    @property
    def is_still(self) -> bool:
        """Whether nothing happened."""
        return not any(self._happened)

    @property
    def _happened(self) -> tuple[Money, ...]:
        return self.earned, self.taken_back, self.corrected, self.paid, self.came_back

    @classmethod
    def total(cls, changes: Iterable["Change"], currency: str) -> "Change":
        """Return many as one."""
        found = list(changes)
        names = [each.name for each in fields(cls)]
        return cls(
            **{name: Money.total((getattr(c, name) for c in found), currency) for name in names}
        )
