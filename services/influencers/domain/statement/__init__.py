"""A statement: what a month, or a payout, did to what a partner is owed. It is not an invoice.

Nothing is stored for it: it follows from the dated entries of ledgers, so that it is the same
whoever asks, and a month that is over does not change by what comes later. It is named by its
month, or by its payout.
"""

from services.influencers.domain.statement.change import Change
from services.influencers.domain.statement.line import Line, line_of
from services.influencers.domain.statement.month import Month
from services.influencers.domain.statement.paid import PaidLine, paid_line_of
from services.influencers.domain.statement.part import Brought, Kept, Part, part_of

__all__ = [
    "Brought",
    "Change",
    "Kept",
    "Line",
    "Month",
    "PaidLine",
    "Part",
    "line_of",
    "paid_line_of",
    "part_of",
]
