"""The part of a month's statement that one program has: in one currency, to the minor unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby

from services.influencers.domain.statement.change import Change
from services.influencers.domain.statement.line import Line
from shared.ledger import Balance
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept back at the end for one reason, a slug.

    A commission stands under its first reason alone, so that these add up to what waits and is
    held. `until` is when the last of them has waited, where it is time that they wait for.
    """

    reason: str
    count: int
    amount: Money
    until: datetime


@dataclass(frozen=True, slots=True)
class Brought:
    """What a payout brought, less debts that it carried; negative where that came back."""

    payout_id: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a month did to what a program owes a partner.

    `change.closing` is `balance.pending + held + payable + on_its_way`, at the end of the month;
    of `balance`, `paid` says nothing here. A negative `payable` is carried by the next payout.
    `lines` are the commissions to which something happened, or of which something is still owed,
    the oldest first; `change` is their sum.
    """

    change: Change
    balance: Balance
    kept: Sequence[Kept]
    brought: Sequence[Brought]
    lines: Sequence[Line]


def part_of(lines: Iterable[Line], currency: str) -> Part:
    """Return the part of the lines of one program."""
    found = list(lines)
    return Part(
        change=Change.total((each.change for each in found), currency),
        balance=_balance([each.balance for each in found], currency),
        kept=tuple(_kept(found, currency)),
        brought=tuple(_brought(found, currency)),
        lines=tuple(found),
    )


def _balance(balances: Sequence[Balance], currency: str) -> Balance:
    names = [each.name for each in fields(Balance)]
    return Balance(
        **{name: Money.total((getattr(b, name) for b in balances), currency) for name in names}
    )


def _kept(lines: Sequence[Line], currency: str) -> Iterable[Kept]:
    back = [(each, each.balance.pending + each.balance.held) for each in lines]
    why = sorted(
        ((each.kept_for[0], each.wait_until, amount) for each, amount in back if amount),
        key=lambda each: each[:2],
    )
    for reason, group in groupby(why, key=lambda each: each[0]):
        members = list(group)
        amount = Money.total((each for _, _, each in members), currency)
        yield Kept(reason, len(members), amount, members[-1][1])


def _brought(lines: Sequence[Line], currency: str) -> Iterable[Brought]:
    sums: dict[str, Money] = {}
    for each in lines:
        for payout, amount in each.brought.items():
            sums[payout] = sums.get(payout, Money.zero(currency)) + amount
    return [Brought(payout, sums[payout]) for payout in sorted(sums)]
