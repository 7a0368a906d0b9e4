"""What some time did to one commission, by the dates of its entries alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.influencers.domain.commission import SENT_BACK, Cause, Commission
from services.influencers.domain.statement.change import Change
from shared.ledger import Balance, Entry, EntryKind, Ledger, Standing
from shared.money import Money

_TAKING_BACK = (EntryKind.REVERSAL, EntryKind.CLAWBACK)
_SAID = (*_TAKING_BACK, EntryKind.ADJUSTMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A commission over some time.

    `balance` and `standing` are those at the end of it, `kept_for` is why it was kept back then,
    `because` why something was taken back or corrected. `brought` is what each payout brought of
    it, by the payout's id, negative where that came back.
    """

    commission_id: str
    cause: Cause
    created_at: datetime
    wait_until: datetime
    change: Change
    balance: Balance
    standing: Standing
    kept_for: Sequence[str]
    because: Sequence[str]
    brought: Mapping[str, Money]

    @property
    def counts(self) -> bool:
        """Whether a statement of this time says anything of it."""
        open_still = self.change.closing or self.balance.on_its_way
        return bool(open_still) or not self.change.is_still


def line_of(commission: Commission, since: datetime, until: datetime) -> Line:
    """Return what happened to a commission from `since` to just before `until`."""
    whole = commission.ledger
    before, after = whole.before(since), whole.before(until)
    fresh = [each for each in after.entries if each.at >= since]
    brought = _brought(before, after)
    return Line(
        commission_id=commission.id,
        cause=commission.cause,
        created_at=commission.created_at,
        wait_until=commission.wait_until,
        change=_change(before, after, fresh, brought),
        balance=Balance.of([after], whole.currency),
        standing=after.standing,
        kept_for=tuple(dict.fromkeys(each.reason for each in kept_by(after))),
        because=tuple(dict.fromkeys(e.reason for e in fresh if e.kind in _SAID and e.reason)),
        brought=brought,
    )


def kept_by(ledger: Ledger) -> Sequence[Entry]:
    """Return what keeps a ledger back: those that somebody decides about, or its waiting time."""
    holds = [each for each in ledger.open_holds if each.kind is EntryKind.HOLD]
    return holds or ledger.open_holds


def _brought(before: Ledger, after: Ledger) -> Mapping[str, Money]:
    was, now, nothing = before.arrived, after.arrived, Money.zero(after.currency)
    found = {each: now.get(each, nothing) - was.get(each, nothing) for each in {**was, **now}}
    return {payout: amount for payout, amount in found.items() if amount}


def _change(
    before: Ledger, after: Ledger, fresh: Sequence[Entry], brought: Mapping[str, Money]
) -> Change:
    currency, arrived = after.currency, after.arrived

    def total(found: Iterable[Entry]) -> Money:
        return Money(sum(each.amount for each in found), currency)

    paid = Money.total((m for payout, m in brought.items() if payout in arrived), currency)
    lost = Money.total((m for payout, m in brought.items() if payout not in arrived), currency)
    adjusted = [each for each in fresh if each.kind is EntryKind.ADJUSTMENT]
    back = total(each for each in adjusted if each.reason == SENT_BACK)
    return Change(
        opening=before.earned - before.paid,
        earned=total(each for each in fresh if each.kind is EntryKind.ACCRUAL),
        taken_back=total(each for each in fresh if each.kind in _TAKING_BACK),
        corrected=total(adjusted) - back,
        paid=-paid,
        came_back=back - lost,
    )
