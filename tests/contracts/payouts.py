"""One event of each step of a payout."""

from collections.abc import Iterator
from datetime import timedelta

from services.influencers.domain.payout import (
    Payout,
    PayoutMethod,
    begin,
    complete,
    confirm,
    fail,
    gather,
    propose,
    refuse,
    sent,
)
from shared.events import Event
from shared.ids import derived_id
from shared.money import Money
from tests.contracts.commissions import AT, PARTNER, PAYOUT, PROGRAM


def payout_events() -> list[Event]:
    """Events of `influencers.payout`."""
    return list(_events())


def _events() -> Iterator[Event]:
    each, events = gather(
        _draft(),
        {derived_id("commission", "example"): Money(2500, "EUR")},
        Money(2000, "EUR"),
        leaving=False,
        now=AT,
    )
    yield from events
    each, events = confirm(each, by="omar", now=AT)
    yield from events
    each, events = begin(each, AT)
    yield from events
    each, events = refuse(each, 1, "balance_insufficient", AT)
    yield from events
    each, events = sent(each, "tr_1", AT + timedelta(minutes=5))
    yield from events
    each, events = complete(each, AT + timedelta(minutes=9))
    yield from events
    yield from fail(each, "returned", AT + timedelta(days=1))[1]


def _draft() -> Payout:
    return propose(
        PAYOUT,
        workspace="maison-lumen",
        program=PROGRAM,
        partner=PARTNER,
        currency="EUR",
        method=PayoutMethod.STRIPE,
        by="iris",
        now=AT,
    )
