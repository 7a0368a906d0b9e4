"""Webhooks are verified on their very bytes, kept once, and due until they are worked on."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import ManualClock
from shared.documents.sqlite import SqliteDatabase
from shared.money import Money
from shared.payments import (
    BadNotice,
    BadSignature,
    Notices,
    PaymentRefused,
    StaleNotice,
    receive,
    verified,
)
from shared.payments.stripe_payments import StripePayments
from stack.standins.payments.deliveries import signature
from tests.harness.payments import CONNECT, NOW, PLATFORM, Provider

WANTED = ("payout.paid", "payout.failed", "transfer.reversed")
LEASE = timedelta(minutes=1)


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[Notices]:
    database = SqliteDatabase(str(tmp_path / "notices.sqlite"))
    yield Notices(database)
    database.close()


def body(id: str = "evt_1", type: str = "payout.paid", **more: object) -> bytes:  # noqa: A002
    said = {"id": id, "type": type, "created": int(NOW.timestamp()), "account": "acct_1"}
    return json.dumps({**said, "data": {"object": {"id": "po_1"}}, **more}).encode()


def signed(raw: bytes, at: datetime = NOW, secret: str = CONNECT) -> str:
    return signature(raw, secret, int(at.timestamp()))


def kept(notices: Notices, raw: bytes) -> bool:
    return receive(notices, raw, signed(raw), CONNECT, wanted=WANTED, now=NOW)


def due(notices: Notices) -> list[str]:
    found, clock = [], ManualClock(NOW)
    while (document := notices.collection.claim_due(clock.now(), LEASE)) is not None:
        found.append(notices.read(document).id)
    return found


def test_a_notice_says_what_it_is_about_and_nothing_of_a_person(notices: Notices) -> None:
    raw = body(data={"object": {"id": "acct_1", "email": "ana@example.org"}})
    notice = verified(raw, signed(raw), CONNECT, NOW)
    assert (notice.id, notice.type, notice.object_id, notice.account) == (
        "evt_1",
        "payout.paid",
        "acct_1",
        "acct_1",
    )
    kept(notices, raw)
    stored = notices.collection.get("platform", "evt_1")
    assert stored is not None
    assert "ana" not in str(stored)
    assert notices.read(stored) == notice


@pytest.mark.parametrize(
    "header", ["", "t=1", "v1=00", "t=x,v1=00", f"t={int(NOW.timestamp())},v1=00"]
)
def test_what_is_not_signed_is_refused(header: str) -> None:
    with pytest.raises(BadSignature):
        verified(body(), header, CONNECT, NOW)


def test_one_address_does_not_take_what_is_signed_for_the_other() -> None:
    raw = body()
    with pytest.raises(BadSignature):
        verified(raw, signed(raw, secret=PLATFORM), CONNECT, NOW)


def test_the_very_bytes_are_verified() -> None:
    raw = body()
    with pytest.raises(BadSignature):
        verified(raw.replace(b": ", b":"), signed(raw), CONNECT, NOW)
    with pytest.raises(BadSignature):
        verified(b"\xff" + raw, signed(raw), CONNECT, NOW)


@pytest.mark.parametrize("minutes", [-5.1, 5.1])
def test_an_old_notice_is_refused_and_one_of_the_future_too(minutes: float) -> None:
    raw = body()
    with pytest.raises(StaleNotice):
        verified(raw, signed(raw, NOW + timedelta(minutes=minutes)), CONNECT, NOW)


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{}", b'"x"', body(id=1), body(data={}), body(created="soon"), b"[" * 5000],  # type: ignore[arg-type]
)
def test_what_cannot_be_read_is_refused(raw: bytes) -> None:
    with pytest.raises(BadNotice):
        verified(raw, signed(raw), CONNECT, NOW)


def test_a_notice_is_kept_once_and_worked_on_once(notices: Notices) -> None:
    assert [kept(notices, body()), kept(notices, body())] == [True, False]
    assert due(notices) == ["evt_1"]
    notices.settle("evt_1")
    notices.settle("evt_1")
    assert kept(notices, body()) is False
    assert notices.collection.claim_due(NOW + timedelta(days=1), LEASE) is None


def test_of_many_that_are_the_same_at_once_one_is_new(notices: Notices) -> None:
    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(lambda _: kept(notices, body()), range(16))) == 1


def test_a_type_that_nobody_wants_is_kept_and_due_to_nobody(notices: Notices) -> None:
    assert kept(notices, body(type="product.created"))
    assert due(notices) == []


def test_old_notices_go_once_they_were_worked_on(notices: Notices) -> None:
    kept(notices, body("evt_1"))
    kept(notices, body("evt_2"))
    notices.settle("evt_1")
    assert notices.forget(NOW) == 0
    assert notices.forget(NOW + timedelta(days=1)) == 1
    assert notices.collection.get("platform", "evt_2") is not None


def test_what_the_stand_in_sends_arrives_at_the_address_of_its_kind(
    provider: Provider, payments: StripePayments, account: str, notices: Notices
) -> None:
    made = payments.transfer(Money(100, "EUR"), account, group="p", key="k")
    provider.payments.deliveries.send_due()
    told = []
    for url, raw, header in provider.heard:
        secret = CONNECT if url.endswith("connect") else PLATFORM
        notice = verified(raw, header, secret, NOW)
        told.append((url.rpartition("/")[2], notice.type, notice.account))
    assert told == [
        ("connect", "account.updated", account),
        ("platform", "transfer.created", ""),
        ("connect", "payout.paid", account),
    ]
    with pytest.raises(PaymentRefused):
        payments.reverse(made.id, Money(101, "EUR"), key="r")
