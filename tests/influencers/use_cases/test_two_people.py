"""Two people of the team stand behind each line of a payout."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from services.influencers.domain.commission import Commission
from services.influencers.domain.payout import (
    LinesSecondPersonNeeded,
    Payout,
    PayoutAction,
    actions,
)
from services.influencers.domain.program import Program
from services.influencers.use_cases.commission.hold import hold_commission, release_commission
from services.influencers.use_cases.payout.decide import confirm_payout, decline_payout
from services.influencers.use_cases.payout.propose import ask_payout
from shared.events import instant_text
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import at_bank, earned, partner_of, proposed, read, worked
from tests.influencers.selling import Shop

W = {"workspace": WORKSPACE}


@pytest.fixture
def program(bureau: Bureau) -> Program:
    return bureau.opened()


@pytest.fixture
def partner(bureau: Bureau, program: Program) -> str:
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    return partner


def let_go(bureau: Bureau, commission: Commission, by: str) -> None:
    whose = {**W, "commission": commission.id}
    hold_commission(bureau.context, **whose, reason="checking", by="iris", cause=by)
    release_commission(bureau.context, **whose, reason="checking", by=by)


Proposing = Callable[[Bureau, Program, str], Payout]


def by_rules(bureau: Bureau, program: Program, partner: str) -> Payout:
    bureau.clock.advance(days=40)
    worked(bureau)
    [made] = bureau.context.stores.payouts.of_partner(WORKSPACE, partner).items
    return made


def by_partner(bureau: Bureau, program: Program, partner: str) -> Payout:
    made = ask_payout(bureau.context, **W, partner=partner, program=program.id)
    worked(bureau)
    return read(bureau, made)


@pytest.mark.parametrize("made_by", [by_rules, by_partner])
def test_who_alone_let_a_line_go_does_not_approve_what_nobody_of_the_team_proposed(
    bureau: Bureau, program: Program, partner: str, made_by: Proposing
) -> None:
    let_go(bureau, earned(bureau, program, partner, 3000, "a"), "omar")
    earned(bureau, program, partner, 3000, "b")
    made = made_by(bureau, program, partner)
    with pytest.raises(LinesSecondPersonNeeded):
        confirm_payout(bureau.context, **W, payout=made.id, by="omar")
    assert actions(made, "omar") == [PayoutAction.DECLINE]
    assert confirm_payout(bureau.context, **W, payout=made.id, by="ada").approved_by == "ada"


def test_who_alone_told_of_a_line_does_not_approve_it_either(
    bureau: Bureau, program: Program, partner: str
) -> None:
    earned(bureau, program, partner, 3000, hands=("omar",))
    made = by_rules(bureau, program, partner)
    assert actions(made, "omar") == [PayoutAction.DECLINE]


def test_one_told_of_a_line_another_let_it_go_and_either_approves(
    bureau: Bureau, program: Program, partner: str
) -> None:
    let_go(bureau, earned(bureau, program, partner, 3000, hands=("ada",)), "omar")
    made = by_rules(bureau, program, partner)
    assert PayoutAction.CONFIRM in actions(made, "omar")
    assert PayoutAction.CONFIRM in actions(made, "ada")


def test_two_people_are_enough_where_one_proposes_what_the_other_let_go(
    bureau: Bureau, program: Program, partner: str
) -> None:
    let_go(bureau, earned(bureau, program, partner, 3000), "omar")
    decline_payout(bureau.context, **W, payout=by_rules(bureau, program, partner).id, by="ada")
    worked(bureau)
    again = proposed(bureau, program, partner)
    assert confirm_payout(bureau.context, **W, payout=again.id, by="omar").approved_by == "omar"


def test_a_payout_of_code_before_is_approved_as_then(
    bureau: Bureau, program: Program, partner: str
) -> None:
    let_go(bureau, earned(bureau, program, partner, 3000), "omar")
    made = by_rules(bureau, program, partner)
    known = replace(made, alone=())
    assert PayoutAction.CONFIRM in actions(known, "omar")


def test_a_line_knows_who_told_of_it_by_hand_and_a_shop_is_nobody(bureau: Bureau) -> None:
    shop = Shop(bureau)
    shop.code(shop.partner(), "ANA")
    shop.tell(shop.sale("A-1", code="ANA"), by="ada")
    shop.tell(shop.sale("A-2", code="ANA"))
    shop.work()
    assert sorted(each.hands for each in shop.commissions()) == [(), ("ada",)]


def test_an_order_of_the_past_waits_from_when_it_was_received(bureau: Bureau) -> None:
    shop = Shop(bureau)
    shop.code(shop.partner(), "ANA")
    sale = shop.sale(code="ANA")
    # News of it that came before do not make it older.
    shop.tell(shop.refund(10))
    bureau.clock.advance(days=20)
    shop.tell(sale)
    bureau.clock.advance(days=1)
    shop.tell(sale)
    shop.work()
    received = bureau.clock.now() - timedelta(days=1)
    assert shop.commission().wait_until == received + timedelta(days=14)


def test_a_lead_of_the_past_waits_from_when_it_was_received(bureau: Bureau) -> None:
    shop = Shop(bureau)
    shop.code(shop.partner(), "ANA")
    came = instant_text(bureau.clock.now())
    bureau.clock.advance(days=20)
    shop.lead({"type": "lead", "lead_id": "L-1", "came_at": came, "code": "ANA"})
    shop.work()
    assert shop.commission().wait_until == bureau.clock.now() + timedelta(days=14)
