"""Pay by transfer: a file that the team's bank reads, then what the bank told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.influencers.domain.account import Account, Payer
from services.influencers.domain.audit import Purpose
from services.influencers.domain.payout import (
    Moved,
    PayerMissing,
    Payout,
    PayoutAction,
    PayoutMethod,
    WrongPayoutState,
    actions,
    begin,
    complete,
    fail,
    reference_of,
)
from services.influencers.use_cases.account.opened import account_of_payout, iban_of, payer_iban_of
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.acting import acted
from shared.ids import derived_id
from shared.payments import Debtor, SepaPayment, sepa_file

RETURNED = "returned"


@dataclass(frozen=True)
class BankFile:
    """A file of transfers, and its name."""

    name: str
    data: bytes


def export_payouts(
    context: Context, *, workspace: str, payouts: Sequence[str], by: str, on: date | None = None
) -> BankFile:
    """Return the file that a bank carries out on the day `on`, the first possible where None.

    Every payout is checked before the first is meant to be sent; each carries its id as the
    reference that comes back on the statement. The same payouts give the same file, so that a bank
    which gets it twice sees that it is one. That names and accounts are handed out is noted first.
    Raises `NotFound`, `PayerMissing`, `AccountNotReady`, `WrongPayoutState` or `OtherCurrency`.
    """
    asked = [_exportable(context, workspace, each) for each in sorted(set(payouts))]
    payer = context.stores.payers.find(workspace)
    if payer is None:
        raise PayerMissing
    accounts = [account_of_payout(context, each) for each in asked]
    refs = [each.partner_id for each in asked]
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PAID, refs=refs)
    meant = [_meant(context, each, by) for each in asked]
    return _file(context, payer, list(zip(meant, accounts, strict=True)), on)


def note_paid(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once the bank has carried it out. Raises `WrongPayoutState`."""

    def step(found: Payout, now: datetime) -> Moved:
        _require(found, PayoutAction.NOTE_PAID, by, done=found.completed_at is not None)
        return complete(found, now)

    return acted(context, step, workspace=workspace, payout=payout, act="note_paid", by=by)


def note_returned(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once the money came back: it is owed again. Raises `WrongPayoutState`."""

    def step(found: Payout, now: datetime) -> Moved:
        _require(found, PayoutAction.NOTE_RETURNED, by, done=found.reason == RETURNED)
        return fail(found, RETURNED, now)

    return acted(context, step, workspace=workspace, payout=payout, act="note_returned", by=by)


def _exportable(context: Context, workspace: str, payout: str) -> Payout:
    found = context.stores.payouts.get(workspace, payout)
    _require(found, PayoutAction.EXPORT, "", done=False)
    return found


def _require(payout: Payout, action: PayoutAction, by: str, *, done: bool) -> None:
    allowed = payout.method is PayoutMethod.TRANSFER and (done or action in actions(payout, by))
    if not allowed:
        raise WrongPayoutState(extra={"state": payout.state.value})


def _meant(context: Context, payout: Payout, by: str) -> Payout:
    def step(found: Payout, now: datetime) -> Moved:
        return begin(found, now)

    whose = {"workspace": payout.workspace_id, "payout": payout.id}
    return acted(context, step, **whose, act="export", by=by)


def _file(
    context: Context, payer: Payer, paid: Sequence[tuple[Payout, Account]], on: date | None
) -> BankFile:
    made_at = max(payout.sending_at or payout.updated_at for payout, _ in paid)
    day = on or made_at.date()
    ids = [payout.id for payout, _ in paid]
    marks = [f"{payout.id}:{account.iban_mark}" for payout, account in paid]
    message = derived_id("sepa", payer.iban_end, str(payer.version), day.isoformat(), *marks)
    data = sepa_file(
        Debtor(payer.name, payer_iban_of(context, payer)),
        [_payment(context, payout, account) for payout, account in paid],
        message_id=message,
        made_at=made_at,
        on=day,
    )
    name = f"virement-{ids[0][:8]}" if len(ids) == 1 else f"virements-{len(ids)}-{message[:8]}"
    return BankFile(f"{name}.xml", data)


def _payment(context: Context, payout: Payout, account: Account) -> SepaPayment:
    program = context.stores.programs.get(payout.workspace_id, payout.program_id)
    return SepaPayment(
        id=payout.id,
        name=account.legal_name,
        iban=iban_of(context, account),
        amount=payout.amount,
        text=f"{program.form.name} {reference_of(payout.id)}"[:140],
    )
