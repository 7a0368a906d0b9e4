"""Money that came back is owed again once two people say so."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.influencers.domain.payout import Payout, PayoutState, WrongPayoutState
from services.influencers.domain.program import Program
from services.influencers.use_cases.payout.bank import (
    confirm_return,
    dismiss_return,
    note_paid,
    note_returned,
)
from services.influencers.use_cases.payout.decide import confirm_payout
from services.influencers.use_cases.payout.export import export_payouts
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import (
    at_bank,
    earned,
    owed,
    partner_of,
    payer,
    proposed,
    read,
    worked,
)

S = PayoutState
W = {"workspace": WORKSPACE}


@pytest.fixture
def program(bureau: Bureau) -> Program:
    return bureau.opened()


@pytest.fixture
def left(bureau: Bureau, program: Program) -> Payout:
    """A payout that the bank has."""
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000)
    made = proposed(bureau, program, partner)
    confirm_payout(bureau.context, **W, payout=made.id, by="omar")
    export_payouts(bureau.context, **W, payouts=[made.id], by="ada")
    return read(bureau, made)


def test_what_one_says_came_back_is_not_owed_again_nor_exported(
    bureau: Bureau, program: Program, left: Payout
) -> None:
    note_returned(bureau.context, **W, payout=left.id, by="ada")
    worked(bureau)
    assert owed(bureau, program, left.partner_id) == (0, 3000, 0)
    with pytest.raises(WrongPayoutState):
        export_payouts(bureau.context, **W, payouts=[left.id], by="ada")


def test_what_did_not_come_back_after_all_is_taken_back_and_told_anew(
    bureau: Bureau, left: Payout
) -> None:
    whose = {**W, "payout": left.id}
    note_returned(bureau.context, **whose, by="ada")
    for _ in range(2):
        dismiss_return(bureau.context, **whose, by="ada")
    with pytest.raises(WrongPayoutState):
        confirm_return(bureau.context, **whose, by="omar")
    note_paid(bureau.context, **whose, by="ada")
    note_returned(bureau.context, **whose, by="omar")
    assert confirm_return(bureau.context, **whose, by="ada").state is S.FAILED


def test_nothing_comes_back_that_no_bank_had(bureau: Bureau, program: Program) -> None:
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 3000)
    draft = proposed(bureau, program, partner)
    for act in (note_returned, confirm_return, dismiss_return):
        with pytest.raises(WrongPayoutState):
            act(bureau.context, **W, payout=draft.id, by="omar")


def test_two_who_tell_at_once_have_told_it_once(bureau: Bureau, left: Payout) -> None:
    with ThreadPoolExecutor(4) as hands:
        told = hands.map(
            lambda by: note_returned(bureau.context, **W, payout=left.id, by=by),
            ("ada", "omar", "iris", "zoe"),
        )
    first = {each.said_returned_by for each in told}
    assert first == {read(bureau, left).said_returned_by}
    assert read(bureau, left).state is S.SENDING


def test_each_word_about_it_is_told_to_the_audit(bureau: Bureau, left: Payout) -> None:
    whose = {**W, "payout": left.id}
    note_returned(bureau.context, **whose, by="ada")
    dismiss_return(bureau.context, **whose, by="omar")
    note_returned(bureau.context, **whose, by="ada")
    confirm_return(bureau.context, **whose, by="omar")
    told = [e.data["act"] for e in bureau.events("payouts") if e.topic == "influencers.audit"]
    assert told[-4:] == [
        "payout_note_returned",
        "payout_dismiss_returned",
        "payout_note_returned",
        "payout_confirm_returned",
    ]
