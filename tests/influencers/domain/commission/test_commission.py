"""What becomes of a commission: earned, held, let go, taken back, paid, each told once."""

from datetime import timedelta

import pytest

from services.influencers.domain.commission import (
    AlreadyAppealed,
    Commission,
    Line,
    NotHeld,
    NothingToAdjust,
    Rate,
    Refund,
    Void,
    accrue,
    adjust,
    appeal,
    commission_id,
    earned_by_lines,
    end_wait,
    fee_id,
    follow,
    given_back,
    hold,
    paid,
    refund,
    release,
    restore,
    sell,
    take,
    taken_by,
    void,
)
from shared.ledger import Standing
from tests.influencers.domain.commission.begun import (
    AFTER,
    NOW,
    accrued,
    begun,
    euros,
    order,
    payable,
)


def refunded(commission: Commission, cause: str, earned: int) -> Commission:
    return follow(commission, euros(earned), cause=cause, reason="refunded", at=NOW)[0]


def completed(commission: Commission, payout: str = "p") -> Commission:
    return paid(take(commission, payout, AFTER)[0], payout, AFTER)[0]


def test_what_is_earned_waits_for_its_time_and_is_then_payable() -> None:
    waiting = accrued(1000)
    assert (waiting.standing, waiting.due_at) == (Standing.PENDING, AFTER)
    assert end_wait(waiting, AFTER - timedelta(seconds=1)) == (waiting, ())
    free, events = end_wait(waiting, AFTER)
    assert (free.standing, free.due_at) == (Standing.PAYABLE, None)
    assert [event.type for event in events] == ["kermesse.influencers.commission.released.v1"]
    assert end_wait(free, AFTER) == (free, ())


def test_a_hold_says_why_outlasts_the_wait_and_is_let_go_by_somebody() -> None:
    held = end_wait(accrued(1000, "self_referral", "burst"), AFTER)[0]
    assert (held.standing, held.reasons) == (Standing.HELD, ("self_referral", "burst"))
    one = release(held, "burst", by="staff", at=AFTER)[0]
    assert one.reasons == ("self_referral",)
    free, events = release(one, "self_referral", by="staff", at=AFTER)
    assert (free.standing, len(events)) == (Standing.PAYABLE, 1)
    assert release(free, "burst", by="staff", at=AFTER) == (free, ())
    with pytest.raises(NotHeld):
        release(free, "one_network", by="staff", at=AFTER)


def test_the_same_reason_may_hold_again() -> None:
    free = release(accrued(1000, "burst"), "burst", by="staff", at=NOW)[0]
    again = hold(free, "burst", cause="h2", by="staff", at=NOW)[0]
    assert again.standing is Standing.HELD
    assert release(again, "burst", by="staff", at=NOW)[0].standing is Standing.PENDING


def test_a_hold_is_appealed_once_and_the_decision_ends_the_appeal() -> None:
    held = accrued(1000, "burst")
    asked = appeal(held, NOW)[0]
    assert asked.appealed_at == NOW
    with pytest.raises(AlreadyAppealed):
        appeal(asked, NOW)
    free = release(asked, "burst", by="staff", at=NOW)[0]
    assert free.appealed_at is None
    with pytest.raises(NotHeld):
        appeal(free, NOW)


def test_a_refund_before_the_payout_reverses_and_one_after_it_claws_back() -> None:
    reversed_ = refunded(payable(200), "r1", 140)
    assert (reversed_.ledger.entries[-1].kind, reversed_.ledger.payable) == ("reversal", euros(140))
    clawed = refunded(completed(payable(200)), "r1", 140)
    assert (clawed.ledger.entries[-1].kind, clawed.ledger.payable) == ("clawback", euros(-60))
    assert clawed.standing is Standing.PAID


def test_sale_of_a_thousand_at_a_fifth_paid_then_refunded_in_two_parts() -> None:
    sold, rate = order(100_000), Rate(share=200)
    one = accrue(begun(), earned_by_lines(sold, rate)["l0"], (), NOW)[0]
    one = completed(end_wait(one, AFTER)[0])
    assert one.ledger.paid == euros(20_000)
    owed = []
    for id_, amount in (("r1", 30_000), ("r2", 70_000)):
        sold = refund(sold, Refund(id_, euros(amount), NOW))
        one = follow(
            one, earned_by_lines(sold, rate)["l0"], cause=id_, reason="refunded", at=AFTER
        )[0]
        owed.append(one.ledger.payable)
    assert owed == [euros(-6_000), euros(-20_000)]
    carried = take(one, "q", AFTER)[0]
    assert (taken_by(carried, "q"), carried.ledger.payable) == (euros(-20_000), euros(0))
    assert refunded(carried, "r2", 0) == carried


def test_a_refund_of_one_never_paid_leaves_nothing_to_wait_for() -> None:
    gone = refunded(accrued(200), "r", 0)
    assert (gone.standing, gone.due_at, gone.ledger.payable) == (Standing.REVERSED, None, euros(0))


def test_a_refund_that_came_before_its_sale_is_in_what_is_earned() -> None:
    early = refund(order(), Refund("r", euros(300), NOW))
    sold = sell(early, [Line("l0", euros(1000))], NOW)
    assert earned_by_lines(sold, Rate(share=200)) == {"l0": euros(140)}


def test_a_withdrawn_entry_takes_its_commission_back_and_its_return_restores_it() -> None:
    gone, events = void(payable(500), Void.ENTRY_WITHDRAWN, cause="e1", at=NOW)
    assert (gone.standing, gone.void, len(events)) == (Standing.REVERSED, "entry_withdrawn", 1)
    assert void(gone, Void.ENTRY_ERASED, cause="e2", at=NOW) == (gone, ())
    assert refunded(gone, "r", 400) == gone
    back = restore(gone, euros(500), cause="e3", at=NOW)[0]
    assert (back.standing, back.ledger.payable) == (Standing.PAYABLE, euros(500))
    assert restore(back, euros(500), cause="e3", at=NOW) == (back, ())


def test_what_earned_nothing_is_void_all_the_same() -> None:
    assert void(accrued(0), Void.ENTRY_ERASED, cause="e", at=NOW)[0].void == "entry_erased"


def test_what_an_account_adjusts_stays_when_a_refund_follows() -> None:
    more = adjust(payable(200), euros(50), cause="a", reason="bonus", by="staff", at=NOW)[0]
    assert refunded(more, "r", 140).ledger.payable == euros(190)
    for amount, reason in ((euros(0), "bonus"), (euros(1), "")):
        with pytest.raises(NothingToAdjust):
            adjust(more, amount, cause="b", reason=reason, by="staff", at=NOW)


def test_under_a_cap_a_refund_takes_back_in_proportion() -> None:
    cut = accrue(begun(), euros(200), (), NOW, room=euros(100))[0]
    assert cut.ledger.earned == euros(100)
    assert refunded(cut, "r", 140).ledger.earned == euros(70)
    full = accrue(begun(), euros(200), (), NOW, room=euros(200))[0]
    assert refunded(full, "r", 140).ledger.earned == euros(140)


def test_a_payout_takes_once_pays_once_and_gives_back_once() -> None:
    taken, events = take(payable(1000), "p", AFTER)
    assert (taken_by(taken, "p"), len(events)) == (euros(1000), 1)
    assert take(taken, "p", AFTER) == (taken, ())
    assert take(taken, "q", AFTER) == (taken, ())
    done = paid(taken, "p", AFTER)[0]
    assert done.standing is Standing.PAID
    assert paid(done, "p", AFTER) == (done, ())
    returned = given_back(done, "p", "account_closed", AFTER)[0]
    assert (returned.standing, returned.ledger.payable) == (Standing.PAYABLE, euros(1000))
    assert given_back(returned, "p", "account_closed", AFTER) == (returned, ())
    assert take(returned, "p", AFTER) == (returned, ())
    assert taken_by(take(returned, "q", AFTER)[0], "q") == euros(1000)


def test_a_payout_that_gave_back_before_it_took_takes_nothing() -> None:
    never = given_back(payable(1000), "p", "declined", AFTER)[0]
    assert take(never, "p", AFTER) == (never, ())
    assert paid(never, "p", AFTER) == (never, ())


def test_what_is_held_or_waits_is_not_taken() -> None:
    for kept in (accrued(1000), end_wait(accrued(1000, "burst"), AFTER)[0]):
        assert take(kept, "p", AFTER) == (kept, ())


def test_events_tell_amounts_and_ids_and_no_order() -> None:
    commission, events = accrue(begun(), euros(1000), ["burst"], NOW)
    assert [event.type.split(".")[-2] for event in events] == ["accrued", "held"]
    assert len({event.id for event in events}) == 2
    assert events[0].data == {
        "program_id": "program",
        "partner_id": "ana",
        "link_id": "link",
        "cause": "sale",
        "amount": {"amount": 1000, "currency": "EUR"},
        "earned": {"amount": 1000, "currency": "EUR"},
        "standing": "held",
        "reason": "waited",
        "at": "2026-06-15T12:00:00.000Z",
    }
    assert {event.key for event in events} == {commission.id}


def test_an_order_line_has_one_commission_for_each_decision_and_a_partner_one_fee() -> None:
    ids = {commission_id("w", "p", "o", line, 1) for line in ("a", "b")}
    ids |= {commission_id("w", "p", "o", "a", 2), fee_id("w", "p", "ana"), fee_id("w", "p", "ben")}
    assert len(ids) == 5
    assert commission_id("w", "p", "o", "a") == commission_id("w", "p", "o", "a", 1)
