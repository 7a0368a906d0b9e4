"""What is paid: accounts that wait and that were confirmed, payouts in each state."""

from json import dumps

from services.influencers.domain.account import BankForm
from services.influencers.domain.enrollment import Acceptance, Decision, invited
from services.influencers.domain.partner import PartnerForm, entered
from services.influencers.domain.program import Program
from services.influencers.domain.statement import Month
from services.influencers.use_cases.account.give import give_bank_account
from services.influencers.use_cases.payout.bank import note_returned
from services.influencers.use_cases.payout.decide import confirm_payout
from services.influencers.use_cases.payout.export import export_payouts
from stack.standins.payments.deliveries import signature
from tests.harness.payments import CONNECT, PLATFORM
from tests.influencers.bureau import PARTNER, WORKSPACE, Bureau
from tests.influencers.money import IBAN, at_bank, earned, payer, proposed
from tests.walls.selling import LATER, OWN
from tests.walls.stand import Stand

BANK = {"legal_name": "Ana", "iban": IBAN, "vat": "exempt"}


def pay_in(bureau: Bureau, stand: Stand, program: Program, paid: str, waits: str) -> None:
    """Pay the partner `paid` in every state; the account of `waits` waits to be confirmed."""
    payer(bureau)
    form = BankForm(**BANK)
    give_bank_account(bureau.context, workspace=WORKSPACE, partner=waits, form=form, by="a-1")
    at_bank(bureau, paid)
    made = []
    for line in ("draft", "confirmed", "sending", "came back"):
        earned(bureau, program, paid, 5000, line)
        made.append(proposed(bureau, program, paid, line).id)
    for each in made[1:]:
        confirm_payout(bureau.context, workspace=WORKSPACE, payout=each, by="a-2")
    for each in made[2:]:
        export_payouts(bureau.context, workspace=WORKSPACE, payouts=[each], by="a-1")
    note_returned(bureau.context, workspace=WORKSPACE, payout=made[3], by="ada")
    stand.values["month"] = [Month.of(bureau.clock.now()).name]
    earned(bureau, program, paid, 5000, "owed")
    stand.values["payout_id"] = [*made, _own(bureau, program)]
    stand.bodies |= {
        "payouts.export": {"payouts": [made[1]]},
        "payouts.propose": {"partner_id": paid},
        "own_account.ask": {"program_id": program.id},
    }
    _notices(bureau, stand)


def _own(bureau: Bureau, program: Program) -> str:
    """Let whoever calls as a partner be one with something owed; return a payout of theirs."""
    stores, now = bureau.context.stores, bureau.clock.now()
    form = PartnerForm(**{**PARTNER, "name": "Ana", "email": "ana@own.example"})
    partner = entered(form, partner_id=OWN, workspace=WORKSPACE, email=form.email, key=OWN, now=now)
    stores.partners.add(partner)
    accepted = Acceptance(program.terms_hash, "fr", now)
    applied = invited(WORKSPACE, program.id, OWN, now).applied(accepted)
    stores.enrollments.add(applied.decided(Decision.APPROVE, by="a-1", now=now))
    at_bank(bureau, OWN)
    earned(bureau, program, OWN, 5000, "taken")
    made = proposed(bureau, program, OWN, "own")
    earned(bureau, program, OWN, 5000, "own")
    return made.id


def _notices(bureau: Bureau, stand: Stand) -> None:
    """Note what the provider would tell, signed as it signs."""
    at = int((bureau.clock.now() + LATER).timestamp())
    said = {"id": "evt_1", "type": "ping", "created": at, "data": {"object": {"id": "x"}}}
    for about, secret in (("platform", PLATFORM), ("connect", CONNECT)):
        name = f"notices.{about}"
        stand.bodies[name] = said
        stand.headers[name] = {"Stripe-Signature": signature(dumps(said).encode(), secret, at)}
