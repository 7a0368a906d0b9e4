"""Commissions and orders as tests begin them."""

from datetime import UTC, datetime, timedelta

from services.influencers.domain.commission import (
    Cause,
    Commission,
    Line,
    Order,
    accrue,
    commission_id,
    end_wait,
    sell,
)
from shared.ledger import Ledger
from shared.money import Money

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOLD = timedelta(days=30)
AFTER = NOW + HOLD


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def order(*lines: int, currency: str = "EUR") -> Order:
    empty = Order("o", "w", "program", "A-1", currency, NOW)
    made = [Line(f"l{place}", Money(each, currency)) for place, each in enumerate(lines)]
    return sell(empty, made, NOW) if lines else empty


def begun(line: str = "l0", currency: str = "EUR") -> Commission:
    return Commission(
        id=commission_id("w", "program", "o", line),
        workspace_id="w",
        program_id="program",
        partner_id="ana",
        cause=Cause.SALE,
        ledger=Ledger(currency),
        created_at=NOW,
        updated_at=NOW,
        wait_until=AFTER,
        order_id="o",
        line_id=line,
        link_id="link",
    )


def accrued(amount: int = 1000, *holds: str, line: str = "l0") -> Commission:
    return accrue(begun(line), euros(amount), holds, NOW)[0]


def payable(amount: int = 1000, line: str = "l0") -> Commission:
    return end_wait(accrued(amount, line=line), AFTER)[0]
