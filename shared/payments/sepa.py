"""A file of transfers for a bank: SEPA credit transfers, pain.001.001.09, checked by its schema.

The same payments give the same file to the byte, under the same message id: a bank that gets it
twice sees that it is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from shared.money import Money
from shared.payments.iban import checked_iban
from shared.payments.outcomes import OtherCurrency

if TYPE_CHECKING:
    from xmlschema import XMLSchema

SCHEMA = "pain.001.001.09"
_NAMESPACE = {"": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    iban: str


@dataclass(frozen=True, slots=True)
class SepaPayment:
    """One transfer. `id` (at most 35 signs) comes back on the statement, `text` is for the payee.

    Names and texts lose their accents on the way to a bank: SEPA's signs have none.
    """

    id: str
    name: str
    iban: str
    amount: Money
    text: str


def sepa_file(
    debtor: Debtor,
    payments: Sequence[SepaPayment],
    *,
    message_id: str,
    made_at: datetime,
    on: date,
) -> bytes:
    """Return the file that a bank carries out on the day `on`.

    `message_id` (at most 35 signs) names the file for ever. Raises `Invalid` for an IBAN,
    `OtherCurrency` for anything but euros, `ValueError` for what the schema does not take: an
    amount that is not positive, no payment at all, a name without a sign that SEPA knows.
    """
    from sepaxml import SepaTransfer

    payer = {"name": debtor.name, "IBAN": checked_iban(debtor.iban), "currency": "EUR"}
    made = SepaTransfer({**payer, "batch": True}, schema=SCHEMA, clean=True)
    if not payments:
        raise ValueError("a file without a payment")
    for each in payments:
        made.add_payment(_payment(each, on))
    file = _named(made.export(validate=False), message_id, made_at)
    _schema().validate(file.decode())
    return file


@cache
def _schema() -> "XMLSchema":
    """Return the schema, which the library brings; to read it takes a second."""
    from xmlschema import XMLSchema

    return XMLSchema(str(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd"))


def _payment(payment: SepaPayment, on: date) -> dict[str, object]:
    if payment.amount.currency != "EUR":
        raise OtherCurrency
    if payment.amount.amount <= 0:
        raise ValueError("a transfer is of more than nothing")
    return {
        "name": payment.name,
        "IBAN": checked_iban(payment.iban),
        "amount": payment.amount.amount,
        "execution_date": on,
        "description": payment.text,
        "endtoend_id": payment.id,
    }


def _named(file: bytes, message_id: str, made_at: datetime) -> bytes:
    """Put our own ids and time in place of those that the library draws."""
    document = ElementTree.fromstring(file)  # noqa: S314 - written a moment ago, by ourselves
    names = {"MsgId": message_id, "PmtInfId": message_id, "CreDtTm": f"{made_at:%Y-%m-%dT%H:%M:%S}"}
    for name, text in names.items():
        for element in document.iterfind(f".//{name}", _NAMESPACE):
            element.text = text
    written: bytes = ElementTree.tostring(document, "utf-8", xml_declaration=True)
    return written
