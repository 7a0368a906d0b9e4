"""An order as a shop tells it: sold once, refunded in parts, in whatever order the news comes.

A refund that comes before its sale waits in it. What is refunded of each line follows from the set
of refunds alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.attribution.traces import UNTRACED, Traces
from services.influencers.domain.commission.errors import (
    BadAmount,
    CorrectionRaises,
    RefundDiffers,
    RefundTooLarge,
    SaleDiffers,
    SaleUnknown,
    TooManyRefunds,
    UnknownLine,
)
from shared.errors import FieldError
from shared.ids import derived_id
from shared.ledger import shared_out
from shared.money import Money

# What every reader of JSON takes for the same whole number (RFC 8259, 6).
MOST_MINOR_UNITS = 2**53 - 1
# An order is one document.
MOST_REFUNDS = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order, its amount before tax."""

    id: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that was given back, of one line, or of the whole order where `line_id` is ""."""

    id: str
    amount: Money
    at: datetime
    line_id: str = ""

    def same_as(self, other: "Refund") -> bool:
        """Tell whether both say the same; when they were told does not count."""
        return (self.amount, self.line_id) == (other.amount, other.line_id)


@dataclass(frozen=True)
class Order:
    """An order of a program; without lines until its sale is known.

    `traces` say what may have brought it; the keys of its buyer go once that is decided. `told_at`
    is when its sale was received, None where code before did, and `told_by` the account of the team
    that told it, "" for the shop. `due_at` is when its commissions have to be brought up to date,
    None once they are.
    """

    id: str
    workspace_id: str
    program_id: str
    reference: str
    currency: str
    created_at: datetime
    sold_at: datetime | None = None
    lines: tuple[Line, ...] = ()
    refunds: tuple[Refund, ...] = ()
    traces: Traces = UNTRACED
    told_at: datetime | None = None
    told_by: str = ""
    due_at: datetime | None = None
    version: int = 1

    @property
    def waits_from(self) -> datetime:
        """From when its time for returns counts: its own date, or when it was received if later."""
        own = self.sold_at or self.created_at
        return max(own, self.told_at or own)

    @property
    def total(self) -> Money:
        """What was sold."""
        return Money.total((line.amount for line in self.lines), self.currency)

    @property
    def refunded(self) -> Mapping[str, Money]:
        """What was given back of each line, never more than the line."""
        own = {line.id: min(line.amount, self._told_of(line.id)) for line in self.lines}
        left = [line.amount - own[line.id] for line in self.lines]
        of_all = Money.total((r.amount for r in self.refunds if not self._names(r)), self.currency)
        rest = min(of_all, Money.total(left, self.currency))
        shares = shared_out(rest, left)
        both = zip(self.lines, shares, strict=True)
        return {line.id: own[line.id] + share for line, share in both}

    @property
    def net(self) -> Mapping[str, Money]:
        """What is left of each line."""
        refunded = self.refunded
        return {line.id: line.amount - refunded[line.id] for line in self.lines}

    @property
    def unplaced(self) -> Money:
        """What was told as refunded beyond what was sold; all of it before the sale is known."""
        told = Money.total((each.amount for each in self.refunds), self.currency)
        return told - Money.total(self.refunded.values(), self.currency)

    def _names(self, refund: Refund) -> bool:
        return any(line.id == refund.line_id for line in self.lines)

    def _told_of(self, line: str) -> Money:
        of_line = (each.amount for each in self.refunds if each.line_id == line)
        return Money.total(of_line, self.currency)


def order_id(workspace: str, program: str, reference: str) -> str:
    """Return the identifier of an order: one for each of the shop's references."""
    return derived_id("order", workspace, program, reference)


def sell(order: Order, lines: Sequence[Line], at: datetime) -> Order:
    """Return the order once its sale is known; the same again changes nothing.

    Raises `BadAmount` naming the line, or the lines where their sum is too large, or `SaleDiffers`.
    """
    for place, line in enumerate(lines):
        _check(line.amount, order.currency, f"lines.{place}.amount")
    _check_sum((line.amount for line in lines), order.currency, "lines")
    if len({line.id for line in lines}) != len(lines):
        raise SaleDiffers
    if order.sold_at is None:
        return replace(order, lines=tuple(lines), sold_at=at)
    if {line.id: line.amount for line in lines} != {e.id: e.amount for e in order.lines}:
        raise SaleDiffers
    return order


def refund(order: Order, made: Refund) -> Order:
    """Return the order with a refund; the same id again changes nothing.

    One that comes before its sale is kept for it. Raises `BadAmount`, `RefundDiffers`,
    `TooManyRefunds`, or `RefundTooLarge` with what is left (`left`).
    """
    _check(made.amount, order.currency, "amount", least=1)
    known = next((each for each in order.refunds if each.id == made.id), None)
    if known is not None:
        if not known.same_as(made):
            raise RefundDiffers
        return order
    after = _with(order, made)
    _check_sum((each.amount for each in after.refunds), order.currency, "amount")
    if order.sold_at is not None and after.unplaced.amount > order.unplaced.amount:
        left = order.net
        whole = Money.total(left.values(), order.currency)
        raise RefundTooLarge(extra={"left": left.get(made.line_id, whole).to_json()})
    return after


def correct(order: Order, made: Refund) -> Order:
    """Return the order with what is left of a line brought down to `made.amount`.

    The difference is a refund under the correction's id; the same id again changes nothing. Raises
    `BadAmount`, `SaleUnknown`, `UnknownLine`, `TooManyRefunds`, or `CorrectionRaises` with what is
    left (`left`).
    """
    _check(made.amount, order.currency, "amount")
    if any(each.id == made.id for each in order.refunds):
        return order
    if order.sold_at is None:
        raise SaleUnknown
    if made.line_id not in order.net:
        raise UnknownLine(fields=[FieldError("line_id", "unknown_line")])
    left = order.net[made.line_id]
    if made.amount > left:
        raise CorrectionRaises(extra={"left": left.to_json()})
    lower = replace(made, amount=left - made.amount)
    return _with(order, lower) if lower.amount else order


def _with(order: Order, made: Refund) -> Order:
    if len(order.refunds) >= MOST_REFUNDS:
        raise TooManyRefunds
    return replace(order, refunds=(*order.refunds, made))


def _check_sum(amounts: Iterable[Money], currency: str, field: str) -> None:
    if Money.total(amounts, currency).amount > MOST_MINOR_UNITS:
        raise BadAmount(fields=[FieldError(field, "too_large", {"maximum": MOST_MINOR_UNITS})])


def _check(amount: Money, currency: str, field: str, *, least: int = 0) -> None:
    if amount.currency != currency:
        wrong = FieldError(field, "other_currency", {"currency": currency})
    elif amount.amount < least:
        wrong = FieldError(field, "too_small", {"minimum": least})
    elif amount.amount > MOST_MINOR_UNITS:
        wrong = FieldError(field, "too_large", {"maximum": MOST_MINOR_UNITS})
    else:
        return
    raise BadAmount(fields=[wrong])
