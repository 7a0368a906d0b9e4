"""A commission follows its order: begun before the refunds, then brought down by them.

What happened is counted (`Commission.followed`), so that a worker that read an older order cannot
bring a commission back to it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.commission.commission import Cause, Commission, Moved
from services.influencers.domain.commission.earning import follow
from services.influencers.domain.commission.order import Order
from services.influencers.domain.commission.rewards import Rate, earned_by_lines
from shared.money import Money


@dataclass(frozen=True, slots=True)
class SaleLine:
    """A line of an order that was sold, as it stands now, at the rate of whoever brought it."""

    order: Order
    line_id: str
    rate: Rate

    cause = Cause.SALE

    @property
    def rewarded(self) -> bool:
        """Whether sales earn anything."""
        return bool(self.rate.share or self.rate.flat)

    @property
    def first(self) -> Money:
        """What it earned before any refund."""
        return earned_by_lines(replace(self.order, refunds=()), self.rate)[self.line_id]

    def followed(self, commission: Commission, at: datetime) -> Moved:
        """Bring its commission to what is left after the refunds; older news changes nothing."""
        known = len(self.order.refunds)
        if commission.followed >= known:
            return commission, ()
        left = earned_by_lines(self.order, self.rate)[self.line_id]
        cause = f"refund:{self.order.refunds[-1].id}"
        after, events = follow(commission, left, cause=cause, reason="refunded", at=at)
        return replace(after, followed=known), events
