"""One subject's ledger: all that is known of it follows from the set of its entries.

So neither their order nor a repeat changes anything: sums are sums, and what is held, lifted, paid
or returned is told by ids that name each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.ledger.entries import Entry, EntryKind
from shared.money import Money

_EARNING = (EntryKind.ACCRUAL, EntryKind.REVERSAL, EntryKind.CLAWBACK, EntryKind.ADJUSTMENT)
_TAKING_BACK = (EntryKind.REVERSAL, EntryKind.CLAWBACK)
_PAYING = (EntryKind.PAYOUT, EntryKind.PAYOUT_FAILED)


class Standing(StrEnum):
    """Where a subject stands.

    `pending`: its waiting time runs. `held`: for a reason that somebody has to decide about.
    `payable` stays until a payout is completed. `reversed`: all of it was taken back.
    """

    PENDING = "pending"
    HELD = "held"
    PAYABLE = "payable"
    PAID = "paid"
    REVERSED = "reversed"


@dataclass(frozen=True)
class Ledger:
    """The entries of one subject, in one currency, in the order in which they were added."""

    currency: str
    entries: tuple[Entry, ...] = ()

    def knows(self, id: str) -> bool:  # noqa: A002 - the field's word
        """Tell whether an entry of this id is there."""
        return any(entry.id == id for entry in self.entries)

    def with_entries(self, *entries: Entry) -> "Ledger":
        """Return it with what it does not know yet; the first of an id stays."""
        known = {entry.id: entry for entry in self.entries}
        for entry in entries:
            known.setdefault(entry.id, entry)
        if len(known) == len(self.entries):
            return self
        return replace(self, entries=tuple(known.values()))

    def before(self, instant: datetime) -> "Ledger":
        """Return it as it stood just before an instant, by the dates of its entries."""
        return replace(self, entries=tuple(e for e in self.entries if e.at < instant))

    @property
    def earned(self) -> Money:
        """What was earned, less what was taken back."""
        return self._sum(entry for entry in self.entries if entry.kind in _EARNING)

    @property
    def owed(self) -> Money:
        """What no payout has taken; negative where more was paid than was earned."""
        return self._sum(self.entries)

    @property
    def paid(self) -> Money:
        """What completed payouts brought."""
        return -self._taken_by(self._live() & self._about(EntryKind.PAYOUT_COMPLETED))

    @property
    def arrived(self) -> Mapping[str, Money]:
        """What each completed payout brought of it, by the payout's id; negative for a debt."""
        completed = self._live() & self._about(EntryKind.PAYOUT_COMPLETED)
        return {each: -self._taken_by(frozenset([each])) for each in sorted(completed)}

    @property
    def on_its_way(self) -> Money:
        """What payouts took that are not completed."""
        return -self._taken_by(self._live() - self._about(EntryKind.PAYOUT_COMPLETED))

    @property
    def payable(self) -> Money:
        """What the next payout takes; negative where it has to carry a clawback.

        A hold keeps money back. It keeps no debt back: what was paid already is carried at once.
        """
        if self.open_holds and not (self.was_taken and self.owed.amount < 0):
            return Money.zero(self.currency)
        return self.owed

    @property
    def was_taken(self) -> bool:
        """Whether a payout has taken of it, one that did not fail."""
        return bool(self._live())

    @property
    def payouts_on_their_way(self) -> frozenset[str]:
        """The payouts that took of it and are neither completed nor failed."""
        return self._live() - self._about(EntryKind.PAYOUT_COMPLETED)

    @property
    def open_holds(self) -> tuple[Entry, ...]:
        """The accruals and holds that nothing has lifted, in their order."""
        lifted = self._about(EntryKind.RELEASE)
        holding = (EntryKind.ACCRUAL, EntryKind.HOLD)
        return tuple(e for e in self.entries if e.kind in holding and e.id not in lifted)

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if not self.earned and any(entry.kind in _TAKING_BACK for entry in self.entries):
            return Standing.REVERSED
        if self.owed.amount <= 0 and self.was_taken:
            return Standing.PAYABLE if self.payouts_on_their_way else Standing.PAID
        kinds = {entry.kind for entry in self.open_holds}
        if EntryKind.HOLD in kinds:
            return Standing.HELD
        return Standing.PENDING if kinds else Standing.PAYABLE

    def _live(self) -> frozenset[str]:
        return self._about(EntryKind.PAYOUT) - self._about(EntryKind.PAYOUT_FAILED)

    def _about(self, kind: EntryKind) -> frozenset[str]:
        return frozenset(entry.about for entry in self.entries if entry.kind is kind)

    def _taken_by(self, payouts: frozenset[str]) -> Money:
        paying = (entry for entry in self.entries if entry.kind in _PAYING)
        return self._sum(entry for entry in paying if entry.about in payouts)

    def _sum(self, entries: Iterable[Entry]) -> Money:
        return Money(sum(entry.amount for entry in entries), self.currency)
