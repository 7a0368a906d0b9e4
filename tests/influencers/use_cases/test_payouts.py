"""From what is owed to what is paid: proposed by one, approved by another, sent once."""

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from services.influencers.domain.account import AccountNotReady, BankForm
from services.influencers.domain.commission import follow, take
from services.influencers.domain.enrollment import Decision, enrollment_id
from services.influencers.domain.payout import (
    NothingDue,
    PayerMissing,
    Payout,
    PayoutSecondPersonNeeded,
    PayoutState,
    ReturnSecondPersonNeeded,
    WrongPayoutState,
)
from services.influencers.domain.program import ProgramAction
from services.influencers.use_cases.account.give import give_bank_account
from services.influencers.use_cases.commission.hold import end_commission_wait
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.payout.bank import confirm_return, note_paid, note_returned
from services.influencers.use_cases.payout.decide import confirm_payout, decline_payout
from services.influencers.use_cases.payout.export import export_payouts
from services.influencers.use_cases.payout.owed import owed_in
from services.influencers.use_cases.payout.propose import ask_payout, propose_payout
from services.influencers.use_cases.payout.round import ask_round
from shared.errors import NotFound
from shared.money import Money
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import (
    OTHER_IBAN,
    at_bank,
    earned,
    owed,
    partner_of,
    payer,
    proposed,
    read,
    waiting,
    worked,
)

S = PayoutState
W = {"workspace": WORKSPACE}


def confirmed(bureau: Bureau, payout: Payout) -> Payout:
    return confirm_payout(bureau.context, **W, payout=payout.id, by="omar")


def exported(bureau: Bureau, *payouts: Payout) -> bytes:
    ids = [each.id for each in payouts]
    return export_payouts(bureau.context, **W, payouts=ids, by="ada").data


def test_what_is_owed_is_proposed_approved_exported_and_paid(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    for line, amount in (("a", 1500), ("b", 999)):
        earned(bureau, program, partner, amount, line)
    draft = proposed(bureau, program, partner)
    assert (draft.state, draft.amount) == (S.DRAFT, Money(2499, "EUR"))
    assert owed(bureau, program, partner) == (0, 2499, 0)
    with pytest.raises(PayoutSecondPersonNeeded):
        confirm_payout(bureau.context, **W, payout=draft.id, by="ada")
    confirmed(bureau, draft)
    file = ElementTree.fromstring(exported(bureau, draft))
    [amount] = [each.text for each in file.iter() if each.tag.endswith("InstdAmt")]
    [reference] = [each.text for each in file.iter() if each.tag.endswith("EndToEndId")]
    assert (amount, reference) == ("24.99", draft.id)
    assert read(bureau, draft).state is S.SENDING
    note_paid(bureau.context, **W, payout=draft.id, by="omar")
    worked(bureau)
    assert owed(bureau, program, partner) == (0, 0, 2499)
    assert read(bureau, draft).state is S.COMPLETED


def test_the_same_payouts_give_the_same_file_and_nobody_is_paid_twice_by_it(
    bureau: Bureau,
) -> None:
    program = bureau.opened()
    payer(bureau)
    made = []
    for name in ("a", "b"):
        partner = partner_of(bureau, program, email=f"{name}@x.example", name=name)
        at_bank(bureau, partner)
        earned(bureau, program, partner, 3000)
        made.append(confirmed(bureau, proposed(bureau, program, partner)))
    first = exported(bureau, *made)
    bureau.clock.advance(hours=30)
    assert exported(bureau, *reversed(made)) == first
    assert [read(bureau, each).attempt for each in made] == [1, 1]


def test_a_file_needs_an_account_that_pays_and_one_that_was_confirmed(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 3000)
    made = confirmed(bureau, proposed(bureau, program, partner))
    with pytest.raises(PayerMissing):
        exported(bureau, made)
    payer(bureau)
    form = BankForm(legal_name="Other", iban=OTHER_IBAN, vat="exempt")
    give_bank_account(bureau.context, **W, partner=partner, form=form, by=partner)
    with pytest.raises(AccountNotReady) as refused:
        exported(bureau, made)
    assert refused.value.reason == "account_unconfirmed"
    assert read(bureau, made).state is S.CONFIRMED


def test_nothing_unapproved_is_exported(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000)
    draft = proposed(bureau, program, partner)
    with pytest.raises(WrongPayoutState):
        exported(bureau, draft)
    with pytest.raises(WrongPayoutState):
        note_paid(bureau.context, **W, payout=draft.id, by="omar")


def test_money_that_the_bank_sent_back_is_owed_again_even_after_it_had_arrived(
    bureau: Bureau,
) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000)
    made = confirmed(bureau, proposed(bureau, program, partner))
    exported(bureau, made)
    for _ in range(2):
        note_paid(bureau.context, **W, payout=made.id, by="omar")
    worked(bureau)
    for _ in range(2):
        note_returned(bureau.context, **W, payout=made.id, by="omar")
    worked(bureau)
    assert owed(bureau, program, partner) == (0, 0, 3000)
    with pytest.raises(ReturnSecondPersonNeeded):
        confirm_return(bureau.context, **W, payout=made.id, by="omar")
    for _ in range(2):
        confirm_return(bureau.context, **W, payout=made.id, by="ada")
    worked(bureau)
    assert owed(bureau, program, partner) == (3000, 0, 0)
    again = proposed(bureau, program, partner)
    assert (again.amount, again.id == made.id) == (Money(3000, "EUR"), False)


def test_what_was_turned_down_is_owed_again(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 3000)
    draft = proposed(bureau, program, partner)
    decline_payout(bureau.context, **W, payout=draft.id, by="omar")
    worked(bureau)
    assert owed(bureau, program, partner) == (3000, 0, 0)
    assert read(bureau, draft).reason == "declined"


def test_below_the_minimum_nothing_is_proposed_until_the_partner_leaves(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 1999)
    with pytest.raises(NothingDue):
        proposed(bureau, program, partner)
    decide_enrollment(
        bureau.context,
        Decision.DEACTIVATE,
        **W,
        enrollment=enrollment_id(WORKSPACE, program.id, partner),
        by="ada",
    )
    small = proposed(bureau, program, partner)
    assert (small.amount, small.below_minimum) == (Money(1999, "EUR"), True)


def test_what_an_ended_program_owes_is_paid_however_small(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 7)
    bureau.moved(ProgramAction.END, program)
    assert proposed(bureau, program, partner).amount == Money(7, "EUR")


def test_a_debt_is_carried_and_taken_from_the_next_payout_once(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    sale = earned(bureau, program, partner, 3000, "a")
    first = confirmed(bureau, proposed(bureau, program, partner))
    exported(bureau, first)
    note_paid(bureau.context, **W, payout=first.id, by="omar")
    worked(bureau)
    refunded = Money(2000, "EUR")
    bureau.context.stores.commissions.change(
        WORKSPACE,
        sale.id,
        lambda each: follow(
            each, refunded, cause="refund:1", reason="refunded", at=bureau.clock.now()
        ),
    )
    [carried] = owed_in(bureau.context, **W, program=program.id)[1].items
    assert (carried.due.amount, carried.due.carried) == (Money(0, "EUR"), Money(1000, "EUR"))
    earned(bureau, program, partner, 5000, "b")
    second = proposed(bureau, program, partner)
    assert second.amount == Money(4000, "EUR")
    assert owed(bureau, program, partner) == (0, 4000, 3000)


def test_what_a_slow_worker_took_too_late_is_owed_again_an_hour_after_the_end(
    bureau: Bureau,
) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000, "a")
    made = confirmed(bureau, proposed(bureau, program, partner))
    late = earned(bureau, program, partner, 400, "late")
    exported(bureau, made)
    note_paid(bureau.context, **W, payout=made.id, by="omar")
    worked(bureau)
    bureau.context.stores.commissions.change(
        WORKSPACE, late.id, lambda each: take(each, made.id, bureau.clock.now())
    )
    assert owed(bureau, program, partner) == (0, 400, 3000)
    bureau.clock.advance(hours=1)
    worked(bureau)
    assert owed(bureau, program, partner) == (400, 0, 3000)
    assert read(bureau, made).due_at is None


def test_a_payout_takes_at_most_a_thousand_commissions_and_the_next_the_rest(
    bureau: Bureau,
) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    sale = earned(bureau, program, partner, 10, "0")
    commissions = bureau.context.stores.commissions
    commissions.collection.insert_many(
        {**_document(bureau, sale.id), "_id": f"{place:032x}", "line_id": str(place)}
        for place in range(1004)
    )
    first = proposed(bureau, program, partner)
    assert (len(first.lines), first.amount) == (1000, Money(10000, "EUR"))
    assert len(commissions.to_pay(WORKSPACE, program.id, partner, limit=100)) == 5


def test_what_no_reader_of_json_would_take_for_the_same_number_waits_for_the_next_payout(
    bureau: Bureau,
) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    most = 2**53 - 1
    for line, amount in (("a", most - 4999), ("b", 5000)):
        bureau.clock.advance(seconds=1)
        earned(bureau, program, partner, amount, line)
    [shown] = owed_in(bureau.context, **W, program=program.id)[1].items
    assert shown.due.amount.amount <= most
    assert proposed(bureau, program, partner).amount.amount <= most
    assert sum(owed(bureau, program, partner)) == most + 1


def _document(bureau: Bureau, commission: str) -> dict[str, object]:
    found = bureau.context.stores.commissions.collection.get(WORKSPACE, commission)
    assert found is not None
    return dict(found)


def test_the_same_request_proposes_once(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 3000)
    first = proposed(bureau, program, partner, "key")
    assert proposed(bureau, program, partner, "key") == first
    with pytest.raises(NothingDue):
        proposed(bureau, program, partner, "another")


def test_nobody_is_proposed_who_cannot_be_paid(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    earned(bureau, program, partner, 3000)
    with pytest.raises(AccountNotReady):
        propose_payout(bureau.context, **W, program=program.id, partner=partner, by="ada")


def test_on_the_first_of_a_month_the_rules_propose_and_any_account_approves(
    bureau: Bureau,
) -> None:
    program = bureau.opened()
    paid, unknown = (
        partner_of(bureau, program, email=f"{n}@x.example", name=n) for n in ("a", "b")
    )
    at_bank(bureau, paid)
    for partner in (paid, unknown):
        earned(bureau, program, partner, 3000)
    worked(bureau)
    assert bureau.context.stores.payouts.page(WORKSPACE).items == []
    bureau.clock.advance(days=40)
    worked(bureau)
    [made] = bureau.context.stores.payouts.page(WORKSPACE).items
    assert (made.partner_id, made.proposed_by, made.gathered) == (paid, "", True)
    assert confirm_payout(bureau.context, **W, payout=made.id, by="ada").approved_by == "ada"
    bureau.clock.advance(days=31)
    worked(bureau)
    assert len(bureau.context.stores.payouts.page(WORKSPACE).items) == 1


def test_a_program_that_was_opened_before_payouts_had_a_rhythm_gets_one_by_itself(
    bureau: Bureau,
) -> None:
    program, asked = bureau.opened(), bureau.opened(payout_rhythm="asked")
    programs = bureau.context.stores.programs
    for each in (program, asked):
        programs.change(WORKSPACE, each.id, lambda found: (replace(found, due_at=None), ()))
        partner = partner_of(bureau, each, email=f"{each.id}@x.example")
        at_bank(bureau, partner)
        end_commission_wait(bureau.context, waiting(bureau, each, partner, 3000))
    assert programs.get(WORKSPACE, asked.id).due_at is None
    bureau.clock.advance(days=40)
    worked(bureau)
    [made] = bureau.context.stores.payouts.page(WORKSPACE).items
    assert (made.program_id, made.proposed_by) == (program.id, "")


def test_an_account_asks_for_all_payouts_of_a_program_at_once(bureau: Bureau) -> None:
    program = bureau.opened(payout_rhythm="asked")
    for name in ("a", "b"):
        partner = partner_of(bureau, program, email=f"{name}@x.example", name=name)
        at_bank(bureau, partner)
        earned(bureau, program, partner, 3000)
    bureau.clock.advance(days=40)
    worked(bureau)
    assert bureau.context.stores.payouts.page(WORKSPACE).items == []
    ask_round(bureau.context, **W, program=program.id, by="ada")
    worked(bureau)
    made = bureau.context.stores.payouts.page(WORKSPACE).items
    assert [each.proposed_by for each in made] == ["ada", "ada"]
    assert bureau.context.stores.programs.get(WORKSPACE, program.id).due_at is None


def test_a_partner_asks_for_their_own_payout_alone(bureau: Bureau) -> None:
    program, other = bureau.opened(), bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 3000)
    made = ask_payout(bureau.context, **W, partner=partner, program=program.id)
    assert (made.proposed_by, made.partner_id) == (partner, partner)
    with pytest.raises(NotFound):
        ask_payout(bureau.context, **W, partner=partner, program=other.id)


def test_each_act_on_a_payout_is_told_to_the_audit_once(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000)
    made = proposed(bureau, program, partner)
    for _ in range(2):
        confirmed(bureau, made)
        exported(bureau, made)
    note_paid(bureau.context, **W, payout=made.id, by="omar")
    told = [e.data["act"] for e in bureau.events("payouts") if e.topic == "influencers.audit"]
    assert told == ["payout_propose", "payout_confirm", "payout_export", "payout_note_paid"]
    states = [e.type.split(".")[3] for e in bureau.events("payouts") if "payout" in e.topic]
    assert states == ["proposed", "confirmed", "sending", "completed"]


def test_an_interrupted_gathering_goes_on_where_it_was(bureau: Bureau) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    first = earned(bureau, program, partner, 2500, "a")
    earned(bureau, program, partner, 600, "b")
    whose = {**W, "program": program.id, "partner": partner}
    draft = propose_payout(bureau.context, **whose, by="ada")
    bureau.context.stores.commissions.change(
        WORKSPACE, first.id, lambda each: take(each, draft.id, bureau.clock.now())
    )
    bureau.clock.advance(minutes=5)
    worked(bureau)
    assert read(bureau, draft).amount == Money(3100, "EUR")


@pytest.mark.parametrize("after", [timedelta(0), timedelta(hours=2)])
def test_a_draft_that_finds_nothing_fails_and_gives_all_back(
    bureau: Bureau, after: timedelta
) -> None:
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    sale = earned(bureau, program, partner, 2500)
    whose = {**W, "program": program.id, "partner": partner}
    draft = propose_payout(bureau.context, **whose, by="ada")
    bureau.context.stores.commissions.change(
        WORKSPACE,
        sale.id,
        lambda each: follow(
            each, Money(10, "EUR"), cause="refund:1", reason="refunded", at=bureau.clock.now()
        ),
    )
    bureau.clock.advance(seconds=int(after.total_seconds()))
    worked(bureau)
    found = read(bureau, draft)
    assert (found.state, found.reason) == (S.FAILED, "below_minimum")
    assert owed(bureau, program, partner) == (10, 0, 0)
