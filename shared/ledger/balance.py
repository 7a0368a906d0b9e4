"""Many ledgers of one person together: what they have, and what a payout would bring now."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.ledger.ledger import Ledger, Standing
from shared.money import Money


@dataclass(frozen=True)
class Balance:
    """Where the money of a person is. The five add up to what was earned.

    `payable` may be negative: more was taken back after a payout than was earned since.
    """

    pending: Money
    held: Money
    payable: Money
    on_its_way: Money
    paid: Money

    @property
    def earned(self) -> Money:
        """What was earned, less what was taken back."""
        return self.pending + self.held + self.payable + self.on_its_way + self.paid

    @classmethod
    def of(cls, ledgers: Iterable[Ledger], currency: str) -> "Balance":
        """Return the balance of ledgers in one currency; raises `CurrencyMismatch`."""
        balance = cls(*[Money.zero(currency)] * 5)
        for ledger in ledgers:
            balance = balance._with(ledger)
        return balance

    def _with(self, ledger: Ledger) -> "Balance":
        nothing = Money.zero(ledger.currency)
        kept_back = ledger.owed - ledger.payable
        held = ledger.standing is Standing.HELD
        return Balance(
            self.pending + (nothing if held else kept_back),
            self.held + (kept_back if held else nothing),
            self.payable + ledger.payable,
            self.on_its_way + ledger.on_its_way,
            self.paid + ledger.paid,
        )


@dataclass(frozen=True)
class Due:
    """What a payout would bring now.

    `amount` is zero where nothing is to be paid, never negative. `missing` is what is missing to
    the minimum. `carried` is the debt that waits for what is earned next, as a positive amount.
    `below_minimum`: a small sum is paid because the person leaves.
    """

    amount: Money
    missing: Money
    carried: Money
    below_minimum: bool = False


def due_now(payable: Money, minimum: Money, *, leaving: bool = False) -> Due:
    """Return what is due of a balance's `payable`.

    `leaving`: nothing more will be earned, so that a small sum is not left behind.
    """
    nothing = Money.zero(payable.currency)
    if payable.amount <= 0:
        return Due(nothing, nothing if leaving else max(minimum, nothing) - payable, -payable)
    if payable >= minimum:
        return Due(payable, nothing, nothing)
    if leaving:
        return Due(payable, nothing, nothing, below_minimum=True)
    return Due(nothing, minimum - payable, nothing)
