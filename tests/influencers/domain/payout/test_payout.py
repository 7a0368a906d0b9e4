"""A payout is proposed by one, approved by another, sent once, and never goes back."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.payout import (
    MOST_ATTEMPTS,
    MOST_LINES,
    Batch,
    Moved,
    Payout,
    PayoutAction,
    PayoutMethod,
    PayoutSecondPersonNeeded,
    PayoutState,
    StillGathering,
    WrongPayoutState,
    actions,
    begin,
    complete,
    confirm,
    decline,
    fail,
    gather,
    leave,
    payout_id,
    propose,
    put_off,
    refuse,
    say_returned,
    sent,
    swept,
)
from shared.money import Money

NOW = datetime(2026, 7, 15, 12, tzinfo=UTC)
S = PayoutState


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def listed(*amounts: int) -> dict[str, Money]:
    return {f"c{place}": euros(each) for place, each in enumerate(amounts)}


def draft(method: PayoutMethod = PayoutMethod.STRIPE) -> Payout:
    return propose(
        payout_id("w", "program", "ana", "request"),
        workspace="w",
        program="program",
        partner="ana",
        currency="EUR",
        method=method,
        by="iris",
        now=NOW,
    )


def gathered(
    *taken: int, minimum: int = 0, leaving: bool = False, method: PayoutMethod = PayoutMethod.STRIPE
) -> Payout:
    amounts = listed(*(taken or (5000,)))
    return gather(draft(method), amounts, euros(minimum), leaving=leaving, now=NOW)[0]


def confirmed(method: PayoutMethod = PayoutMethod.STRIPE) -> Payout:
    return confirm(gathered(method=method), by="omar", now=NOW)[0]


def sending() -> Payout:
    return begin(confirmed(), NOW)[0]


def test_the_amount_is_the_sum_of_what_was_taken_with_debts_carried() -> None:
    taken = listed(5000, -300)
    made, events = gather(draft(), taken, euros(2000), leaving=False, now=NOW)
    assert (made.amount, made.lines, made.state) == (euros(4700), {"c0": 5000, "c1": -300}, S.DRAFT)
    assert [event.type for event in events] == ["kermesse.influencers.payout.proposed.v1"]
    assert gather(made, listed(9), euros(0), leaving=False, now=NOW) == (made, ())


def test_it_pays_its_own_lines_and_what_was_taken_too_late_is_owed_again() -> None:
    made = gathered(5000, -300)
    assert [made.pays(each) for each in ("c0", "c1", "late")] == [True, True, False]
    assert not decline(made, now=NOW)[0].pays("c0")


def test_a_payout_takes_from_a_bounded_number_of_commissions() -> None:
    assert len(gathered(*[1] * MOST_LINES).lines) == MOST_LINES
    with pytest.raises(ValueError, match="fewer"):
        gathered(*[1] * (MOST_LINES + 1))


def test_it_is_looked_at_once_more_after_its_end() -> None:
    for ended in (complete(sending(), NOW)[0], fail(sending(), "returned", NOW)[0]):
        assert ended.due_at == NOW + timedelta(hours=1)
        assert swept(ended).due_at is None
    assert swept(sending()) == sending()


@pytest.mark.parametrize(
    ("taken", "reason"),
    [([], "nothing_due"), ([1999], "below_minimum"), ([200, -203], "debt_carried")],
)
def test_too_little_or_a_debt_is_not_paid_and_says_why(taken: list[int], reason: str) -> None:
    made = gather(draft(), listed(*taken), euros(2000), leaving=False, now=NOW)[0]
    assert (made.state, made.reason, made.amount) == (S.FAILED, reason, euros(0))


def test_who_leaves_is_paid_a_small_sum_and_the_payout_says_so() -> None:
    made = gathered(500, minimum=2000, leaving=True)
    assert (made.amount, made.below_minimum) == (euros(500), True)


def test_who_proposed_it_does_not_approve_it() -> None:
    with pytest.raises(PayoutSecondPersonNeeded):
        confirm(gathered(), by="iris", now=NOW)
    assert confirmed().approved_by == "omar"


def test_nothing_is_decided_before_its_amount_is_known() -> None:
    with pytest.raises(StillGathering):
        confirm(draft(), by="omar", now=NOW)
    with pytest.raises(StillGathering):
        decline(draft(), now=NOW)


def test_of_two_approvals_at_once_one_counts_and_a_repeat_of_it_changes_nothing() -> None:
    first = confirmed()
    assert confirm(first, by="omar", now=NOW) == (first, ())
    with pytest.raises(WrongPayoutState) as refused:
        confirm(first, by="zoe", now=NOW)
    assert refused.value.extra == {"state": "confirmed"}


def test_a_draft_is_turned_down_once_and_nothing_that_was_approved_is() -> None:
    gone = decline(gathered(), now=NOW)[0]
    assert (gone.state, gone.reason) == (S.FAILED, "declined")
    assert decline(gone, now=NOW) == (gone, ())
    with pytest.raises(WrongPayoutState):
        decline(confirmed(), now=NOW)
    with pytest.raises(WrongPayoutState):
        confirm(gone, by="omar", now=NOW)


def test_through_the_provider_it_is_due_at_once_and_by_transfer_when_somebody_acts() -> None:
    assert confirmed().due_at == NOW
    assert confirmed(PayoutMethod.TRANSFER).due_at is None


def test_the_intent_has_a_key_that_is_the_same_until_it_is_refused() -> None:
    meant = sending()
    assert meant.key == f"payout:{meant.id}:1"
    again = begin(meant, NOW + timedelta(minutes=2))[0]
    assert (again.key, again.state) == (meant.key, S.SENDING)
    later = put_off(again, "unknown", NOW + timedelta(hours=1))[0]
    assert (later.key, later.due_at) == (meant.key, NOW + timedelta(hours=1))
    refused, events = refuse(later, 1, "balance_insufficient", NOW)
    assert (refused.key, refused.state) == (f"payout:{meant.id}:2", S.SENDING)
    assert [event.type for event in events] == ["kermesse.influencers.payout.put_off.v1"]
    assert refuse(refused, 1, "balance_insufficient", NOW) == (refused, ())


def test_attempts_wait_longer_each_time_and_end_in_failure() -> None:
    payout, waits = sending(), []
    while payout.state is S.SENDING:
        payout = refuse(payout, payout.attempt, "balance_insufficient", NOW)[0]
        waits.append(payout.due_at)
    assert len(waits) == MOST_ATTEMPTS
    assert waits[:-1] == sorted(each for each in waits[:-1] if each)
    assert (payout.state, payout.reason) == (S.FAILED, "balance_insufficient")


def test_nothing_is_sent_that_nobody_approved() -> None:
    for not_meant in (draft(), gathered(), confirmed()):
        with pytest.raises(WrongPayoutState):
            sent(not_meant, "tr_1", NOW)
        with pytest.raises(WrongPayoutState):
            complete(not_meant, NOW)
    for early in (draft(), gathered()):
        with pytest.raises(WrongPayoutState):
            begin(early, NOW)


def test_news_of_its_arrival_may_come_before_the_answer_to_the_call() -> None:
    arrived = complete(sending(), NOW)[0]
    known = sent(arrived, "tr_1", NOW)[0]
    assert (known.state, known.provider_id) == (S.COMPLETED, "tr_1")


def test_money_that_comes_back_fails_a_completed_payout_for_good() -> None:
    back = fail(complete(sending(), NOW)[0], "account_closed", NOW)[0]
    assert (back.state, back.reason) == (S.FAILED, "account_closed")
    assert complete(back, NOW) == (back, ())


def test_events_carry_ids_amounts_and_states() -> None:
    event = sent(sending(), "tr_1", NOW)[1][0]
    assert event.type == "kermesse.influencers.payout.sent.v1"
    assert event.data == {
        "program_id": "program",
        "partner_id": "ana",
        "method": "stripe",
        "amount": {"amount": 5000, "currency": "EUR"},
        "state": "sent",
        "at": "2026-07-15T12:00:00.000Z",
    }


def test_pages_offer_what_may_be_done() -> None:
    a = PayoutAction
    bank = PayoutMethod.TRANSFER
    assert actions(draft(), "omar") == []
    assert actions(gathered(), "iris") == [a.DECLINE]
    assert actions(gathered(), "omar") == [a.CONFIRM, a.DECLINE]
    assert actions(confirmed(), "omar") == []
    assert actions(confirmed(bank), "iris") == [a.EXPORT]
    file = Batch(id="m", mark="m", payouts=("p",), made_at=NOW, on=NOW.date())
    exported = leave(confirmed(bank), file, NOW)[0]
    assert actions(exported, "iris") == [a.EXPORT, a.NOTE_PAID, a.NOTE_RETURNED]
    assert actions(complete(exported, NOW)[0], "iris") == [a.NOTE_RETURNED]
    told = say_returned(exported, by="iris", now=NOW)[0]
    assert actions(told, "iris") == [a.NOTE_PAID, a.DISMISS_RETURNED]
    assert actions(told, "omar") == [a.NOTE_PAID, a.CONFIRM_RETURNED, a.DISMISS_RETURNED]
    assert actions(fail(exported, "returned", NOW)[0], "iris") == []


News = Callable[[Payout], Moved]
NEWS: list[News] = [
    lambda payout: sent(payout, "tr_1", NOW),
    lambda payout: complete(payout, NOW),
    lambda payout: fail(payout, "account_closed", NOW),
    lambda payout: begin(payout, NOW) if payout.state is S.SENDING else (payout, ()),
    lambda payout: put_off(payout, "unknown", NOW),
    lambda payout: refuse(payout, 1, "balance_insufficient", NOW),
]


def heard(news: list[News]) -> Payout:
    payout = sending()
    order = list(PayoutState)
    for each in news:
        after, _ = each(payout)
        assert order.index(after.state) >= order.index(payout.state)
        payout = after
    return payout


@given(st.lists(st.sampled_from(NEWS), max_size=8), st.randoms(use_true_random=False))
def test_news_in_any_order_and_repeated_end_in_the_same_state(
    news: list[News], chance: random.Random
) -> None:
    shuffled = news + news[:3]
    chance.shuffle(shuffled)
    assert heard(shuffled).state is heard(news).state
