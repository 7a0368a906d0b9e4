"""One event of each kind of entry of a commission."""

from collections.abc import Iterator
from datetime import UTC, datetime

from services.influencers.domain.commission import (
    Cause,
    Commission,
    accrue,
    adjust,
    commission_id,
    end_wait,
    follow,
    given_back,
    hold,
    paid,
    release,
    take,
)
from shared.events import Event
from shared.ids import derived_id
from shared.ledger import Ledger
from shared.money import Money

AT = datetime(2026, 3, 29, 16, tzinfo=UTC)
PROGRAM, PARTNER = "01jq8x3v9m0000000000000005", "a-01jq8x3v9m0000000000000004"
PAYOUT = derived_id("payout", "example")


def commission_events() -> list[Event]:
    """Events of `influencers.commission`."""
    return list(_events())


def _events() -> Iterator[Event]:
    each, events = accrue(_begun(), _euros(1250), (), AT)
    yield from events
    each, events = hold(each, "burst", cause="hold:burst", by="", at=AT)
    yield from events
    each, events = release(each, "burst", by="ada", at=AT)
    yield from events
    each, events = follow(each, _euros(1000), cause="refund:1", reason="refunded", at=AT)
    yield from events
    each, events = end_wait(each, AT)
    yield from events
    each, events = take(each, PAYOUT, AT)
    yield from events
    yield from given_back(each, PAYOUT, "account_closed", AT)[1]
    each, events = paid(each, PAYOUT, AT)
    yield from events
    each, events = follow(each, _euros(0), cause="refund:2", reason="refunded", at=AT)
    yield from events
    each, events = adjust(each, _euros(50), cause="a:1", reason="corrected", by="ada", at=AT)
    yield from events


def _begun() -> Commission:
    return Commission(
        id=commission_id("maison-lumen", PROGRAM, "order", "line"),
        workspace_id="maison-lumen",
        program_id=PROGRAM,
        partner_id=PARTNER,
        cause=Cause.SALE,
        ledger=Ledger("EUR"),
        created_at=AT,
        updated_at=AT,
        wait_until=AT,
        order_id="order",
        line_id="line",
        link_id=derived_id("link", "example"),
    )


def _euros(amount: int) -> Money:
    return Money(amount, "EUR")
