"""What an order earns: rounded once for the whole of it, and shared over its lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.influencers.domain.commission.order import Order
from shared.ledger import shared_out
from shared.money import Money

PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a sale in per mille (125 is 12.5 %), or a flat sum for it, in its place."""

    share: int = 0
    flat: Money | None = None


def earned_by_lines(order: Order, rate: Rate) -> Mapping[str, Money]:
    """Return what each line of an order earns now, after its refunds.

    The lines add up to the rate of what is left of the order, a flat sum in proportion to it.
    """
    net = order.net
    left = Money.total(net.values(), order.currency)
    earned = left.portion(rate.share, PER_MILLE)
    if rate.flat is not None:
        # An order of nothing but free things earns its flat sum too.
        whole = order.total.amount
        earned = rate.flat.portion(left.amount, whole) if whole else rate.flat
    shares = shared_out(earned, list(net.values()))
    return dict(zip(net, shares, strict=True))


def within(cap: Money | None, earned: Money, amount: Money) -> Money:
    """Return what of `amount` is still earned under a cap, where `earned` was earned before."""
    if cap is None:
        return amount
    return max(min(amount, cap - earned), Money.zero(cap.currency))
