"""From an order to a commission: who brought it, what it earns, what holds it back."""

from datetime import timedelta
from typing import Any

import pytest

from services.influencers.domain.attribution import Why, attribution_id
from services.influencers.domain.click import Click, Verdict, Visit
from services.influencers.domain.code import BadCode, CodeTaken, CodeVerb, NotEnrolled
from services.influencers.domain.enrollment import Decision
from services.influencers.use_cases.attribution.decide_anew import decide_line_anew
from services.influencers.use_cases.code.switch import switch_code
from services.influencers.use_cases.commission.hold import (
    appeal_commission,
    hold_commission,
    release_commission,
)
from services.influencers.use_cases.repeats import IdempotencyConflict
from shared.errors import NotFound
from shared.ledger import EntryKind, Standing
from shared.money import Money
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import at_bank
from tests.influencers.selling import Shop, euros

CLICK = "01jq8x3v9m0000000000000100"


def clicked(shop: Shop, partner: str, verdict: Verdict = Verdict.HUMAN, program: str = "") -> None:
    """Keep a click of now, as it was judged."""
    visit = Visit(
        id=CLICK, workspace_id=WORKSPACE, link_id="link-1", at=shop.bureau.clock.now(),
        trigger="link", agent="Mozilla/5.0", network="192.0.2.0/24", mark="m",
        program_id=program or shop.program.id, partner_id=partner,
    )  # fmt: skip
    shop.bureau.context.stores.clicks.record(WORKSPACE, [Click(visit, verdict, "")])


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


@pytest.fixture
def shop(bureau: Bureau) -> Shop:
    return Shop(bureau)


def test_a_code_is_one_however_it_is_written(shop: Shop) -> None:
    ana, zoe = shop.partner(), shop.partner()
    made = shop.code(ana, "Été 10")
    assert shop.code(ana, "ÉTÉ10").id == made.id
    with pytest.raises(CodeTaken):
        shop.code(zoe, "été10")
    with pytest.raises(BadCode):
        shop.code(ana, "a!")


def test_who_is_not_in_the_program_has_no_code(shop: Shop) -> None:
    enrolled = shop.bureau.pending(shop.program)
    with pytest.raises(NotEnrolled):
        shop.code(enrolled.partner_id, "ANA10")


def test_a_sale_by_a_code_earns_its_share_once(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    for _ in range(2):
        assert [each.slug for each in shop.tell(shop.sale("A-1", 10_000, code="ana 10"))] == [""]
        shop.work()
    commission = shop.commission(ana)
    assert commission.ledger.earned == eur(1_250)
    assert commission.standing is Standing.PENDING
    shop.bureau.clock.advance(days=14)
    shop.work()
    assert shop.balance(ana).payable == eur(1_250)


def test_a_disabled_code_brings_nothing_from_then_on(shop: Shop) -> None:
    ana = shop.partner()
    code = shop.code(ana, "ANA10")
    switch_code(shop.bureau.context, CodeVerb.DISABLE, workspace=WORKSPACE, code=code.id, by="ada")
    shop.tell(shop.sale(code="ANA10"))
    shop.work()
    assert shop.commissions() == []
    assert shop.bureau.acts("discount_codes") == ["code_make", "code_disable"]


def test_a_sale_that_leads_nowhere_is_kept_and_explained(shop: Shop) -> None:
    shop.tell(shop.sale(click_id=CLICK, code="NOBODY"))
    shop.work()
    assert not shop.bureau.context.stores.attributions.of_order(WORKSPACE, shop.order().id)
    shop.bureau.clock.advance(minutes=11)
    shop.work()
    [decided] = shop.bureau.context.stores.attributions.of_order(
        WORKSPACE, shop.order().id
    ).values()
    assert (decided.winner, decided.why) == (None, Why.NOBODY)
    assert [(each.candidate.source, each.why) for each in decided.lost] == [
        ("NOBODY", Why.NO_PARTNER),
        (CLICK, Why.NO_PARTNER),
    ]


def test_a_click_that_comes_behind_its_order_brings_it(shop: Shop) -> None:
    ana = shop.partner()
    clicked_at = shop.bureau.clock.now()
    shop.bureau.clock.advance(minutes=1)
    shop.tell(shop.sale(click_id=CLICK))
    shop.work()
    assert shop.commissions() == []
    shop.bureau.clock.set(clicked_at)
    clicked(shop, ana)
    shop.bureau.clock.advance(minutes=3)
    shop.work()
    assert shop.commission(ana).link_id == "link-1"


@pytest.mark.parametrize(
    ("verdict", "why"), [(Verdict.BOT, "not_human"), (Verdict.PREVIEW, "not_human")]
)
def test_a_click_of_nobody_brings_nothing(shop: Shop, verdict: Verdict, why: str) -> None:
    ana = shop.partner()
    clicked(shop, ana, verdict)
    shop.tell(shop.sale(click_id=CLICK))
    shop.work()
    [decided] = shop.bureau.context.stores.attributions.of_order(
        WORKSPACE, shop.order().id
    ).values()
    assert [each.why for each in decided.lost] == [why]


def test_whoever_clicked_twice_is_the_same_person(shop: Shop) -> None:
    ana = shop.partner()
    clicked(shop, ana, Verdict.DUPLICATE)
    shop.tell(shop.sale(click_id=CLICK))
    shop.work()
    assert shop.earned(ana) == eur(1_250)


def test_a_click_of_another_program_brings_nothing(shop: Shop) -> None:
    ana = shop.partner()
    clicked(shop, ana, program="another")
    shop.tell(shop.sale(click_id=CLICK))
    shop.work()
    assert shop.commissions() == []


def test_a_click_of_long_ago_brings_nothing(shop: Shop) -> None:
    ana = shop.partner()
    clicked(shop, ana)
    shop.bureau.clock.advance(days=31)
    shop.tell(shop.sale(click_id=CLICK))
    shop.work()
    assert shop.commissions() == []


def test_an_order_is_rounded_once_and_the_rest_shared(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 33, 33, 33, code="ANA10"))
    shop.work()
    amounts = sorted(each.ledger.earned.amount for each in shop.commissions(ana))
    assert amounts == [4, 4, 4]


def test_a_refund_is_followed_in_proportion(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 10_000, code="ANA10"))
    shop.work()
    shop.tell(shop.refund(3_000))
    shop.work()
    assert shop.earned(ana) == eur(875)
    shop.tell(shop.refund(7_000, "r2"))
    shop.work()
    assert shop.commission(ana).standing is Standing.REVERSED


def test_a_refund_before_its_sale_waits_for_it(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    assert shop.tell(shop.refund(4_000))[0].slug == ""
    shop.work()
    assert shop.order().sold_at is None
    shop.tell(shop.sale("A-1", 10_000, code="ANA10"))
    shop.work()
    assert shop.earned(ana) == eur(750)
    kinds = [each.kind for each in shop.commission(ana).ledger.entries]
    assert kinds == [EntryKind.ACCRUAL, EntryKind.HOLD, EntryKind.REVERSAL] or kinds == [
        EntryKind.ACCRUAL,
        EntryKind.REVERSAL,
    ]


def test_refunds_twice_and_too_large(shop: Shop) -> None:
    shop.tell(shop.sale("A-1", 10_000))
    told = [shop.refund(6_000), shop.refund(6_000), shop.refund(5_000), shop.refund(5_000, "r2")]
    answers = shop.tell(*told)
    assert [each.slug for each in answers] == ["", "", "refund_differs", "refund_too_large"]


def test_a_correction_lowers_a_line(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")

    def corrected(amount: int, correction: str = "c1", line: str = "l0") -> dict[str, Any]:
        told = {"order_id": "A-1", "correction_id": correction, "line_id": line}
        return {"type": "correction", **told, "amount": euros(amount)}

    assert shop.tell(corrected(1))[0].slug == "sale_unknown"
    answers = shop.tell(
        shop.sale("A-1", 10_000, code="ANA10"),
        corrected(8_000),
        corrected(8_000),
        corrected(9_000, "c2"),
        corrected(1, "c3", "other"),
    )
    assert [e.slug for e in answers] == ["", "", "", "correction_raises", "unknown_line"]
    shop.work()
    assert shop.earned(ana) == eur(1_000)


@pytest.mark.parametrize(
    ("amount", "field", "code"),
    [
        ({"amount": 12.5, "currency": "EUR"}, "lines.0.amount.amount", "type"),
        ({"amount": -1, "currency": "EUR"}, "lines.0.amount.amount", "out_of_range"),
        ({"amount": 2**53, "currency": "EUR"}, "lines.0.amount.amount", "out_of_range"),
        ({"amount": 1, "currency": "USD"}, "lines.0.amount", "other_currency"),
        ({"amount": 1, "currency": "euro"}, "lines.0.amount.currency", "pattern"),
    ],
)
def test_an_amount_that_is_none_is_named_and_holds_back_no_other(
    shop: Shop, amount: Any, field: str, code: str
) -> None:
    wrong = shop.sale("A-1")
    wrong["lines"][0]["amount"] = amount
    refused, kept = shop.tell(wrong, shop.sale("A-2"))
    assert [(each.field, each.code) for each in refused.errors] == [(field, code)]
    assert kept.slug == ""
    assert shop.order("A-2").total == eur(10_000)
    with pytest.raises(NotFound):
        shop.order("A-1")


def test_what_else_is_wrong_with_an_order_is_named(shop: Shop) -> None:
    ahead = {**shop.sale("A-1"), "ordered_at": "2199-01-01T00:00:00.000Z"}
    answers = shop.tell(
        ahead, shop.sale("A-2", buyer="no address"), {"type": "gift", "order_id": "A-3"}
    )
    assert [each.errors[0].code for each in answers] == ["in_future", "email", "unknown_type"]
    shop.tell(shop.sale("A-4", 100))
    assert shop.tell(shop.sale("A-4", 200))[0].slug == "sale_differs"


def test_the_same_key_is_answered_as_it_was(shop: Shop) -> None:
    first = shop.tell(shop.sale("A-1"), {"type": "gift"}, key="delivery-key-1")
    assert shop.tell(shop.sale("A-1"), {"type": "gift"}, key="delivery-key-1") == first
    with pytest.raises(IdempotencyConflict):
        shop.tell(shop.sale("A-2"), key="delivery-key-1")


def test_a_partner_who_buys_is_held_whatever_the_tag(shop: Shop) -> None:
    ana = shop.partner(email="ana@studio.example")
    shop.code(ana, "ANA10")
    shop.tell(shop.sale(code="ANA10", buyer="Ana+shop@studio.example"))
    shop.work()
    assert "self_referral" in shop.commission(ana).reasons
    assert shop.order().traces.buyer_keys == ()


def test_two_partners_with_one_account_are_held(shop: Shop) -> None:
    ana, zoe = shop.partner(), shop.partner()
    shop.code(ana, "ANA10")
    shop.code(zoe, "ZOE10")
    at_bank(shop.bureau, ana)
    shop.tell(shop.sale("A-1", code="ANA10"))
    shop.work()
    assert shop.commission(ana).reasons == ("waited",)
    at_bank(shop.bureau, zoe)
    shop.tell(shop.sale("Z-1", code="ZOE10"))
    shop.work()
    assert shop.commission(zoe).reasons == ("waited", "shared_account")


def test_uses_that_come_at_once_are_held(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(*(shop.sale(f"A-{n}", 100, code="ana10") for n in range(20)))
    shop.work()
    held = [each for each in shop.commissions(ana) if "burst" in each.reasons]
    assert len(held) == 20


def test_what_comes_after_a_partnership_ended_earns_nothing_by_a_code(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    [enrolled] = shop.bureau.enrollments(shop.program)
    shop.decide(enrolled, Decision.DEACTIVATE)
    shop.tell(shop.sale(code="ANA10"))
    shop.work()
    assert shop.commissions() == []


def test_a_group_has_rates_of_its_own_in_place_of_those_that_it_names(shop: Shop) -> None:
    ana = shop.partner(group="Fidèles")
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 10_000, code="ANA10"))
    shop.lead({"type": "lead", "lead_id": "L-1", "came_at": _now(shop), "code": "ANA10"})
    shop.work()
    assert sorted(each.ledger.earned.amount for each in shop.commissions(ana)) == [50, 2_000]


def _now(shop: Shop) -> str:
    return str(shop.sale()["ordered_at"])


def test_a_lead_earns_and_is_taken_back_once_it_is_gone(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    lead = {"type": "lead", "lead_id": "L-1", "came_at": _now(shop), "code": "ANA10"}
    gone = {"type": "withdrawal", "lead_id": "L-1"}
    shop.lead(lead, lead)
    shop.work()
    assert shop.earned(ana) == eur(50)
    shop.lead(gone, gone, lead)
    shop.work()
    assert shop.commission(ana).void == "withdrawn"
    assert shop.earned(ana) == eur(0)


def test_a_withdrawal_that_comes_first_waits_for_its_lead(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    shop.lead({"type": "withdrawal", "lead_id": "L-1"})
    shop.work()
    shop.lead({"type": "lead", "lead_id": "L-1", "came_at": _now(shop), "code": "ANA10"})
    shop.work()
    assert shop.earned(ana) == eur(0)


def test_a_fee_is_earned_once_whatever_is_decided_later(bureau: Bureau) -> None:
    shop = Shop(bureau, {"fee": euros(20_000)})
    ana = shop.partner()
    shop.work()
    [enrolled] = bureau.enrollments(shop.program)
    for decision in (Decision.DEACTIVATE, Decision.REACTIVATE):
        shop.decide(enrolled, decision)
        shop.work()
    assert shop.earned(ana) == eur(20_000)


def test_a_cap_and_a_budget_are_kept_to_the_cent(bureau: Bureau) -> None:
    shop = Shop(bureau, {"partner_cap": euros(3_000), "budget": euros(4_000)})
    ana, zoe = shop.partner(), shop.partner()
    shop.code(ana, "ANA10")
    shop.code(zoe, "ZOE10")
    for number in range(3):
        shop.tell(shop.sale(f"A-{number}", 10_000, code="ANA10"))
        shop.work()
    shop.tell(shop.sale("Z-1", 10_000, code="ZOE10"))
    shop.work()
    assert (shop.earned(ana), shop.earned(zoe)) == (eur(3_000), eur(1_000))
    cut = [each.uncapped for each in shop.commissions() if each.uncapped]
    assert cut == [eur(1_250), eur(1_250)]


def test_decided_anew_what_was_earned_goes_and_is_earned_by_another(shop: Shop) -> None:
    ana, zoe = shop.partner(), shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 10_000, code="ANA10"))
    shop.work()
    shop.tell(shop.refund(2_000))
    shop.work()
    line = attribution_id(WORKSPACE, shop.program.id, shop.order().id, "l0")
    for partner in (zoe, zoe):
        decide_line_anew(
            shop.bureau.context, workspace=WORKSPACE, attribution=line, partner=partner,
            note="They agreed by phone.", by="ada",
        )  # fmt: skip
        shop.work()
    assert (shop.earned(ana), shop.earned(zoe)) == (eur(0), eur(1_000))
    assert shop.commission(ana).void == "attributed_anew"
    decided = shop.bureau.context.stores.attributions.get(WORKSPACE, line)
    assert (decided.revision, decided.note) == (2, "They agreed by phone.")
    assert shop.bureau.acts("attributions") == ["attribution_decide"]
    decide_line_anew(
        shop.bureau.context, workspace=WORKSPACE, attribution=line, partner="", note="Nobody.",
        by="ada",
    )  # fmt: skip
    shop.work()
    assert (shop.earned(ana), shop.earned(zoe)) == (eur(0), eur(0))
    shop.tell(shop.refund(1_000, "r2"))
    shop.work()
    assert (shop.earned(ana), shop.earned(zoe)) == (eur(0), eur(0))


def test_a_team_keeps_back_and_lets_go_and_a_partner_appeals(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(shop.sale(code="ANA10"))
    shop.work()
    which = {"workspace": WORKSPACE, "commission": shop.commission(ana).id}
    shop.bureau.clock.advance(days=14)
    shop.work()
    for _ in range(2):
        hold_commission(shop.bureau.context, **which, reason="checking", by="ada", cause="press")
    assert shop.commission(ana).standing is Standing.HELD
    with pytest.raises(NotFound):
        appeal_commission(shop.bureau.context, **which, partner="somebody")
    assert appeal_commission(shop.bureau.context, **which, partner=ana).appealed_at
    for _ in range(2):
        let_go = release_commission(shop.bureau.context, **which, reason="checking", by="ada")
    assert (let_go.standing, let_go.appealed_at) == (Standing.PAYABLE, None)
    acts = [e.data["act"] for e in shop.bureau.events("commissions") if "act" in e.data]
    assert acts == ["commission_hold", "commission_release"]


def test_a_worker_that_read_an_older_order_brings_nothing_back(shop: Shop) -> None:
    from services.influencers.use_cases.order.look_after import look_after_order

    ana = shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 10_000, 5_000, code="ANA10"))
    shop.work()
    seen = []
    for number, line in enumerate(("l0", "l0", "l1")):
        shop.tell(shop.refund(1_000, f"r{number}", line=line))
        seen.append(shop.order())
    shop.work()
    for older in seen:
        look_after_order(shop.bureau.context, older)
    assert shop.earned(ana) == eur(1_500)


def test_an_order_of_long_ago_is_not_due_before_its_time_from_when_it_was_told(shop: Shop) -> None:
    ana = shop.partner()
    shop.code(ana, "ANA10")
    told = shop.sale(code="ANA10")
    shop.bureau.clock.advance(days=20)
    shop.tell(told)
    shop.work()
    assert shop.commission(ana).wait_until == shop.bureau.clock.now() + timedelta(days=14)
    assert shop.balance(ana).payable == eur(0)
    shop.bureau.clock.advance(days=14)
    shop.work()
    assert shop.balance(ana).payable == eur(1_250)
