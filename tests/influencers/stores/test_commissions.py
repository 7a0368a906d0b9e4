"""Commissions are kept whole, found by what lists and payouts look for, and tell what moved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.commission import (
    Commission,
    Moved,
    Void,
    accrue,
    adjust,
    end_wait,
    follow,
    given_back,
    hold,
    paid,
    release,
    take,
    void,
)
from services.influencers.stores.commissions import commission_document, commission_of
from shared.documents.things import Step
from shared.errors import NotFound
from shared.money import Money
from tests.influencers.bureau import Bureau
from tests.influencers.domain.commission.begun import AFTER, NOW, accrued, begun, euros, payable

W = "w"
STEPS: Sequence[Step[Commission]] = (
    lambda each: end_wait(each, AFTER),
    lambda each: hold(each, "burst", cause="h", by="iris", at=NOW),
    lambda each: release(each, "self_referral", by="omar", at=NOW),
    lambda each: follow(each, euros(300), cause="r", reason="refunded", at=NOW),
    lambda each: void(each, Void.ENTRY_WITHDRAWN, cause="v", at=NOW),
    lambda each: adjust(each, euros(-7), cause="a", reason="corrected", by="omar", at=NOW),
    lambda each: take(each, "p1", AFTER),
    lambda each: take(each, "p2", AFTER),
    lambda each: paid(each, "p1", AFTER),
    lambda each: given_back(each, "p2", "returned", AFTER),
)


def stored(bureau: Bureau, each: Commission) -> Commission:
    return bureau.context.stores.commissions.add(each)


def taken(each: Commission, payout: str) -> Commission:
    return take(each, payout, AFTER)[0]


@given(st.lists(st.sampled_from(STEPS), max_size=8))
def test_a_document_holds_all_of_a_commission(steps: list[Step[Commission]]) -> None:
    each = accrue(begun(), euros(900), ("self_referral",), NOW, room=euros(800))[0]
    for step in steps:
        each = step(each)[0]
    document = commission_document(each)
    assert commission_of(document) == each
    assert document["payable"] == each.ledger.payable.amount
    assert document["standing"] == each.standing.value
    assert document["open_payouts"] == len(each.ledger.payouts_on_their_way)


def test_one_that_stands_already_stays(bureau: Bureau) -> None:
    first = stored(bureau, accrued(1000))
    assert stored(bureau, accrued(5)) == first
    assert bureau.context.stores.commissions.get(W, first.id) == first


def test_a_change_tells_what_was_added_once(bureau: Bureau) -> None:
    commissions = bureau.context.stores.commissions
    each, events = accrue(begun(), euros(1000), (), NOW)
    commissions.add(each, events)

    def waited(found: Commission) -> Moved:
        return end_wait(found, AFTER)

    for _ in range(2):
        after = commissions.change(W, each.id, waited)
    assert after.standing.value == "payable"
    assert [event.type.split(".")[-2] for event in bureau.events("commissions")] == [
        "accrued",
        "released",
    ]


def test_members_that_later_code_wrote_survive(bureau: Bureau) -> None:
    commissions, each = bureau.context.stores.commissions, stored(bureau, accrued())
    commissions.collection.change(W, {"_id": each.id}, {"$set": {"later": 1}})
    commissions.change(W, each.id, lambda found: end_wait(found, AFTER))
    document = commissions.collection.get(W, each.id)
    assert document is not None
    assert document["later"] == 1


def test_nothing_of_another_workspace_is_found(bureau: Bureau) -> None:
    commissions, each = bureau.context.stores.commissions, stored(bureau, accrued())
    assert commissions.find("other", each.id) is None
    with pytest.raises(NotFound):
        commissions.get("other", each.id)
    assert commissions.of_program("other", "program").items == []


def test_lists_are_by_program_partner_standing_and_order(bureau: Bureau) -> None:
    commissions = bureau.context.stores.commissions
    waits = stored(bureau, accrued())
    later = replace(payable(line="l1"), created_at=NOW + timedelta(hours=1))
    due = stored(bureau, later)
    other = stored(bureau, replace(accrued(line="l2"), partner_id="bo", order_id="o2"))
    assert commissions.of_program(W, "program").items[0] == due
    assert len(commissions.of_program(W, "program").items) == 3
    assert commissions.of_program(W, "program", partner="ana").items == [due, waits]
    assert commissions.of_program(W, "program", standing="payable").items == [due]
    assert commissions.of_program(W, "program", partner="bo", standing="pending").items == [other]
    assert commissions.of_partner(W, "ana").items == [due, waits]
    assert {each.id for each in commissions.of_order(W, "o").items} == {due.id, waits.id}
    assert {e.id for e in commissions.several(W, [due.id, other.id])} == {due.id, other.id}


def test_a_payout_finds_debts_first_and_nothing_that_waits(bureau: Bureau) -> None:
    commissions = bureau.context.stores.commissions
    stored(bureau, accrued())
    dear, cheap = (stored(bureau, payable(amount, line=f"l{amount}")) for amount in (900, 20))
    back = follow(taken(payable(50, line="l5"), "p1"), euros(10), cause="r", reason="x", at=AFTER)
    debt = stored(bureau, back[0])
    assert commissions.to_pay(W, "program", "ana", limit=10) == [debt, cheap, dear]
    assert commissions.to_pay(W, "program", "ana", limit=2) == [debt, cheap]
    assert commissions.to_pay(W, "program", "ana", limit=1) == [debt]
    assert commissions.to_pay(W, "program", "bo", limit=10) == []


def test_what_a_payout_took_and_did_not_end_is_found(bureau: Bureau) -> None:
    commissions = bureau.context.stores.commissions
    open_one = stored(bureau, taken(payable(10), "p1"))
    stored(bureau, paid(taken(payable(10, line="l1"), "p1"), "p1", AFTER)[0])
    stored(bureau, given_back(taken(payable(10, line="l2"), "p1"), "p1", "x", AFTER)[0])
    assert commissions.taken(W, "program", "ana").items == [open_one]


def test_its_time_makes_it_due_and_it_is_due_no_more_once_that_is_over(bureau: Bureau) -> None:
    commissions, each = bureau.context.stores.commissions, stored(bureau, accrued())
    lease = timedelta(minutes=1)
    assert commissions.collection.claim_due(NOW, lease) is None
    claimed = commissions.collection.claim_due(AFTER, lease)
    assert claimed is not None
    assert claimed["_id"] == each.id
    commissions.change(W, each.id, lambda found: end_wait(found, AFTER))
    assert commissions.collection.claim_due(AFTER + lease, lease) is None


def test_amounts_keep_the_currency_of_their_ledger() -> None:
    each = accrue(begun(currency="JPY"), Money(7, "JPY"), (), NOW)[0]
    assert commission_of(commission_document(each)).ledger.owed == Money(7, "JPY")
