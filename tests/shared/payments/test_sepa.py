"""A file for the bank: by its schema, the same to the byte, with sums that agree."""

from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import Invalid
from shared.money import Money
from shared.payments import Debtor, OtherCurrency, SepaPayment, sepa_file

AT, ON = datetime(2026, 7, 15, 12, tzinfo=UTC), date(2026, 7, 16)
DEBTOR = Debtor("Maison Lumière", "FR76 3000 6000 0112 3456 7890 189")
NAMESPACE = {"": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


def payment(amount: int = 4700, **more: object) -> SepaPayment:
    values = {"id": "payout1", "name": "Ana Šimůnek", "iban": "DE89370400440532013000"}
    return SepaPayment(
        **{**values, "amount": Money(amount, "EUR"), "text": "Commissions, été", **more}  # type: ignore[arg-type]
    )


def made(*payments: SepaPayment, debtor: Debtor = DEBTOR) -> bytes:
    return sepa_file(debtor, payments, message_id="KERMESSE-1", made_at=AT, on=ON)


def texts(file: bytes, name: str) -> list[str | None]:
    found = ElementTree.fromstring(file).iterfind(f".//{name}", NAMESPACE)
    return [each.text for each in found]


def test_a_file_says_who_is_paid_what_when_and_under_which_reference() -> None:
    file = made(payment(), payment(300, id="payout2", iban="BE68539007547034"))
    assert texts(file, "MsgId") == ["KERMESSE-1"]
    assert texts(file, "CreDtTm") == ["2026-07-15T12:00:00"]
    assert texts(file, "ReqdExctnDt/Dt") == ["2026-07-16"]
    assert texts(file, "EndToEndId") == ["payout1", "payout2"]
    assert texts(file, "InstdAmt") == ["47.00", "3.00"]
    assert texts(file, "CdtrAcct/Id/IBAN") == ["DE89370400440532013000", "BE68539007547034"]
    assert texts(file, "DbtrAcct/Id/IBAN") == ["FR7630006000011234567890189"]
    assert texts(file, "Nm")[-2:] == ["Ana Simunek", "Ana Simunek"]
    assert texts(file, "Ustrd")[0] == "Commissions, ete"


def test_the_same_payments_give_the_same_file() -> None:
    assert made(payment()) == made(payment())


@given(st.lists(st.integers(1, 99_999_999), min_size=1, max_size=5))
def test_the_sums_of_a_file_are_those_of_its_payments(amounts: list[int]) -> None:
    payments = [payment(amount, id=f"p{place}") for place, amount in enumerate(amounts)]
    file = made(*payments)
    total = f"{sum(amounts) // 100}.{sum(amounts) % 100:02}"
    assert texts(file, "CtrlSum") == [total, total]
    assert texts(file, "NbOfTxs") == [str(len(amounts))] * 2


def test_a_wrong_account_is_refused_on_either_side() -> None:
    wrong = "DE89370400440532013001"
    for arguments in ((payment(iban=wrong),), (payment(),)):
        debtor = DEBTOR if arguments[0].iban == wrong else Debtor("Maison", wrong)
        with pytest.raises(Invalid):
            made(*arguments, debtor=debtor)


def test_only_euros_are_paid_so() -> None:
    with pytest.raises(OtherCurrency):
        made(replace(payment(), amount=Money(100, "CHF")))


@pytest.mark.parametrize(
    "wrong", [payment(0), payment(-5), payment(id="x" * 36), payment(name="")], ids=str
)
def test_what_a_bank_would_not_take_is_refused(wrong: SepaPayment) -> None:
    with pytest.raises(ValueError):
        made(wrong)


def test_a_file_without_a_payment_is_none() -> None:
    with pytest.raises(ValueError, match="without a payment"):
        made()
