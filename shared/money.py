"""Money: whole minor units and a currency; never a float, never two currencies in one sum."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import total_ordering
from typing import Any, Self

_CURRENCY = re.compile(r"[A-Z]{3}")


class CurrencyMismatch(Exception):
    """Two currencies met in one operation: a fault of the program."""


@total_ordering
@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents) of a currency of ISO 4217; it may be negative."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError("an amount of money is a whole number of minor units")
        if not isinstance(self.currency, str) or not _CURRENCY.fullmatch(self.currency):
            raise ValueError("a currency has three capital letters")

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, in `currency`."""
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str) -> "Money":
        """Return the sum of `amounts`, zero `currency` where there are none."""
        return sum(amounts, start=cls.zero(currency))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the money that `to_json` wrote."""
        return cls(data["amount"], data["currency"])

    def to_json(self) -> dict[str, Any]:
        """Return `{"amount", "currency"}`, the form of events, documents and answers."""
        return {"amount": self.amount, "currency": self.currency}

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, times: int) -> "Money":
        if type(times) is not int:
            raise TypeError("money is multiplied by whole numbers; `portion` takes fractions")
        return Money(self.amount * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __bool__(self) -> bool:
        return self.amount != 0

    def portion(self, numerator: int, denominator: int) -> "Money":
        """Return `numerator / denominator` of it, halves rounded away from zero."""
        if type(numerator) is not int or type(denominator) is not int or denominator < 1:
            raise TypeError("a portion is a fraction of whole numbers")
        product = self.amount * numerator
        rounded = (2 * abs(product) + denominator) // (2 * denominator)
        return Money(rounded if product >= 0 else -rounded, self.currency)

    def _same(self, other: object) -> int:
        if not isinstance(other, Money):
            raise TypeError("money meets money alone")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.amount
