"""Money of partners for tests: what is earned, where it goes, a worker that looks after it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from services.influencers.bootstrap.work import due_of
from services.influencers.domain.account import Account, BankForm, PayerForm
from services.influencers.domain.commission import (
    Cause,
    Commission,
    accrue,
    commission_id,
    end_wait,
)
from services.influencers.domain.enrollment import Decision
from services.influencers.domain.payout import Payout
from services.influencers.domain.program import Program
from services.influencers.use_cases.account.confirm import confirm_account
from services.influencers.use_cases.account.give import give_bank_account, open_provider_account
from services.influencers.use_cases.account.payer import save_payer
from services.influencers.use_cases.context import Context, NoticeSecrets, PaidThrough
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.notice.receive import receive_notice
from services.influencers.use_cases.payout.propose import propose_payout
from shared.assembly.worker import Due
from shared.events import Event
from shared.ledger import Balance, Ledger
from shared.money import Money
from shared.payments import PaymentsBusy, PaymentUnknown, open_payments
from tests.harness.payments import CONNECT, PLATFORM, Provider
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.dying import Killed

IBAN, OTHER_IBAN = "FR1420041010050500013M02606", "DE89370400440532013000"
DUE = ("programs", "payouts", "payment_notices")
BACK = "https://us.example/back"


def partner_of(bureau: Bureau, program: Program, **said: Any) -> str:
    """Return a partner who was taken into a program."""
    enrollment = bureau.pending(program, **said)
    decide_enrollment(
        bureau.context, Decision.APPROVE, workspace=WORKSPACE, enrollment=enrollment.id, by="ada"
    )
    return enrollment.partner_id


def earned(
    bureau: Bureau,
    program: Program,
    partner: str,
    amount: int,
    line: str = "l",
    hands: tuple[str, ...] = (),
) -> Commission:
    """Store what a line of an order earned, its time for returns over."""
    made, events = _begun(bureau, program, partner, amount, line)
    made = replace(made, hands=hands)
    payable, more = end_wait(made, bureau.clock.now())
    return bureau.context.stores.commissions.add(payable, (*events, *more))


def waiting(
    bureau: Bureau, program: Program, partner: str, amount: int, line: str = "l"
) -> Commission:
    """Store the same, as it waits to be looked after."""
    return bureau.context.stores.commissions.add(*_begun(bureau, program, partner, amount, line))


def _begun(
    bureau: Bureau, program: Program, partner: str, amount: int, line: str
) -> tuple[Commission, Sequence[Event]]:
    now = bureau.clock.now()
    begun = Commission(
        id=commission_id(WORKSPACE, program.id, "o", f"{partner}:{line}"),
        workspace_id=WORKSPACE,
        program_id=program.id,
        partner_id=partner,
        cause=Cause.SALE,
        ledger=Ledger(program.form.currency),
        created_at=now,
        updated_at=now,
        wait_until=now,
        order_id="o",
        line_id=line,
    )
    return accrue(begun, Money(amount, program.form.currency), (), now)


def at_bank(bureau: Bureau, partner: str, iban: str = IBAN, *, by: str = "ada") -> Account:
    """Return the account that one gave and another confirmed."""
    form = BankForm(legal_name="Élise Carnet SARL", iban=iban, vat="exempt")
    whose = {"workspace": WORKSPACE, "partner": partner}
    given = give_bank_account(bureau.context, **whose, form=form, by=by)
    return confirm_account(bureau.context, **whose, change=given.change, by="omar")


def payer(bureau: Bureau) -> None:
    """Say from which account the team pays."""
    form = PayerForm(name="Maison Lumen SAS", iban=OTHER_IBAN)
    save_payer(bureau.context, workspace=WORKSPACE, form=form, by="ada")


def through(bureau: Bureau, provider: Provider) -> None:
    """Let the service pay through a stand-in."""
    payments = open_payments("sk_test_kermesse", address=provider.url, timeout=10)
    bureau.context = replace(
        bureau.context,
        payments=lambda: payments,
        paid_through=PaidThrough.STANDIN,
        notice_secrets=NoticeSecrets(PLATFORM, CONNECT),
    )
    bureau.clock.set(provider.clock.now())


def at_provider(bureau: Bureau, provider: Provider, partner: str) -> Account:
    """Return the account at the provider, complete and confirmed."""
    whose = {"workspace": WORKSPACE, "partner": partner}
    open_provider_account(bureau.context, **whose, by="ada", back=BACK)
    found = bureau.context.stores.accounts.find(WORKSPACE, partner)
    assert found is not None
    provider.tell(f"accounts/{found.provider_id}", active=True)
    return confirm_account(bureau.context, **whose, change=found.change, by="omar")


def proposed(bureau: Bureau, program: Program, partner: str, request: str = "") -> Payout:
    """Return a draft of which the amount is known."""
    whose = {"workspace": WORKSPACE, "program": program.id, "partner": partner}
    made = propose_payout(bureau.context, **whose, by="ada", request=request)
    worked(bureau)
    return bureau.context.stores.payouts.get(WORKSPACE, made.id)


def worked(bureau: Bureau, context: Context | None = None) -> None:
    """Let a worker do all that is due now; where the provider does not answer it leaves it."""
    due = [each for each in due_of(context or bureau.context) if each.collection.name in DUE]
    while sum(_one(bureau, each) for each in due):
        pass


def _one(bureau: Bureau, due: Due) -> bool:
    claimed = due.collection.claim_due(bureau.clock.now(), due.lease)
    if claimed is None:
        return False
    with suppress(PaymentsBusy, PaymentUnknown):
        due.handle(claimed)
    return True


def told(bureau: Bureau, provider: Provider, context: Context | None = None) -> None:
    """Take in what the provider's webhooks say; what a process dies of is told again later."""

    def taken(url: str, raw: bytes, signature: str) -> int:
        try:
            used = context or bureau.context
            receive_notice(used, raw, signature, connect=url.endswith("connect"))
        except Killed:
            return 500
        return 204

    provider.taker = taken
    provider.payments.deliveries.send_due()
    provider.taker = None


def read(bureau: Bureau, payout: Payout) -> Payout:
    """Return a payout as it is stored now."""
    return bureau.context.stores.payouts.get(WORKSPACE, payout.id)


def balance(bureau: Bureau, program: Program, partner: str) -> Balance:
    """Return where the money of a partner in a program is."""
    commissions = bureau.context.stores.commissions
    found = commissions.of_program(WORKSPACE, program.id, partner=partner, limit=500).items
    return Balance.of((each.ledger for each in found), program.form.currency)


def owed(bureau: Bureau, program: Program, partner: str) -> tuple[int, int, int]:
    """Return what is payable, on its way and paid, in cents."""
    found = balance(bureau, program, partner)
    return found.payable.amount, found.on_its_way.amount, found.paid.amount
