"""The file of transfers that a team's bank reads."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from services.influencers.domain.account import Account, Payer
from services.influencers.domain.payout import BankFileRefused, Batch, Payout, reference_of
from services.influencers.use_cases.account.opened import iban_of, payer_iban_of
from services.influencers.use_cases.context import Context
from shared.errors import Invalid
from shared.ids import derived_id
from shared.payments import Debtor, OtherCurrency, SepaPayment, sepa_file

Paid = tuple[Payout, Account]
_REFUSALS = (ValueError, Invalid, OtherCurrency)


@dataclass(frozen=True)
class BankFile:
    """A file of transfers, and its name."""

    name: str
    data: bytes


def mark_of(payer: Payer, paid: Sequence[Paid]) -> str:
    """Return what stands for who pays whom: it differs once an account was given anew."""
    lines = [f"{payout.id}:{account.change}:{account.iban_mark}" for payout, account in paid]
    return derived_id("sepa", payer.iban_end, str(payer.version), *lines)


def bank_file(context: Context, payer: Payer, paid: Sequence[Paid], batch: Batch) -> BankFile:
    """Return the file; the same batch gives the same bytes. Raises `BankFileRefused`."""
    payments = [_payment(context, *each) for each in paid]
    debtor = Debtor(payer.name, payer_iban_of(context, payer))
    try:
        data = _written(debtor, payments, batch)
    except _REFUSALS as wrong:
        refused = [each.id for each in payments if not _taken(debtor, each, batch)]
        raise BankFileRefused([reference_of(each) for each in refused]) from wrong
    first, number = batch.payouts[0][:8], len(batch.payouts)
    name = f"virement-{first}" if number == 1 else f"virements-{number}-{batch.id[-8:]}"
    return BankFile(f"{name}.xml", data)


def _written(debtor: Debtor, payments: Sequence[SepaPayment], batch: Batch) -> bytes:
    return sepa_file(debtor, payments, message_id=batch.id, made_at=batch.made_at, on=batch.on)


def _taken(debtor: Debtor, payment: SepaPayment, batch: Batch) -> bool:
    with suppress(*_REFUSALS):
        _written(debtor, [payment], batch)
        return True
    return False


def _payment(context: Context, payout: Payout, account: Account) -> SepaPayment:
    program = context.stores.programs.get(payout.workspace_id, payout.program_id)
    return SepaPayment(
        id=payout.id,
        name=account.legal_name,
        iban=iban_of(context, account),
        amount=payout.amount,
        text=f"{program.form.name} {reference_of(payout.id)}"[:140],
    )
