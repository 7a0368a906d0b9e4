"""What a partner earns: from an order and its refunds to entries that a payout takes.

`order` holds what a shop told, `rewards` says what its lines earn, `commission` is the ledger of
one line. `earning` begins it and follows its order, `holding` keeps it back and lets it go,
`taking` is what payouts do to it. Each transition returns the commission as it is afterwards, with
the events of it; a repeat changes nothing and tells nothing.
"""

from services.influencers.domain.commission.brought import Brought, brought_by
from services.influencers.domain.commission.commission import (
    COMMISSION_TOPIC,
    WAITED,
    Cause,
    Commission,
    Moved,
    commission_id,
    fee_id,
)
from services.influencers.domain.commission.earning import (
    SENT_BACK,
    Void,
    accrue,
    adjust,
    follow,
    restore,
    void,
)
from services.influencers.domain.commission.errors import (
    AlreadyAppealed,
    BadAmount,
    CorrectionRaises,
    NotHeld,
    NothingToAdjust,
    RefundDiffers,
    RefundTooLarge,
    SaleDiffers,
    SaleUnknown,
    TooManyRefunds,
    UnknownLine,
)
from services.influencers.domain.commission.following import SaleLine
from services.influencers.domain.commission.holding import (
    HOLD_REASONS,
    actions_on,
    appeal,
    end_wait,
    hands_on,
    held_for,
    hold,
    release,
)
from services.influencers.domain.commission.order import (
    MOST_MINOR_UNITS,
    Line,
    Order,
    Refund,
    correct,
    order_id,
    refund,
    sell,
)
from services.influencers.domain.commission.rewards import Rate, earned_by_lines, within
from services.influencers.domain.commission.taking import (
    given_back,
    paid,
    take,
    taken_by,
)

__all__ = [
    "COMMISSION_TOPIC",
    "HOLD_REASONS",
    "MOST_MINOR_UNITS",
    "SENT_BACK",
    "WAITED",
    "AlreadyAppealed",
    "BadAmount",
    "Brought",
    "Cause",
    "Commission",
    "CorrectionRaises",
    "Line",
    "Moved",
    "NotHeld",
    "NothingToAdjust",
    "Order",
    "Rate",
    "Refund",
    "RefundDiffers",
    "RefundTooLarge",
    "SaleDiffers",
    "SaleLine",
    "SaleUnknown",
    "TooManyRefunds",
    "UnknownLine",
    "Void",
    "accrue",
    "actions_on",
    "adjust",
    "appeal",
    "brought_by",
    "commission_id",
    "correct",
    "earned_by_lines",
    "end_wait",
    "fee_id",
    "follow",
    "given_back",
    "hands_on",
    "held_for",
    "hold",
    "order_id",
    "paid",
    "refund",
    "release",
    "restore",
    "sell",
    "take",
    "taken_by",
    "void",
    "within",
]
