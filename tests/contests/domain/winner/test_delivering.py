"""A prize on its way: given for, sent, received; each once, and by whom it is theirs to say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.contests.domain.winner import (
    CodeGiven,
    Details,
    DetailsOwed,
    OwnAction,
    Parcel,
    PrizeGone,
    Sending,
    Winner,
    WinnerState,
    WrongWinnerState,
    answer,
    details_of,
    forgotten,
    fulfil,
    give,
    looked_after,
    own_actions,
    parcel_of,
    receive,
    send,
    sending_of,
    skip,
    told_of_prize,
    verify,
    withdraw,
)
from shared.errors import Invalid, StaleVersion
from shared.events import Stamp
from tests.contests.domain.winner.people import (
    ADDRESS,
    EVIDENCE,
    NOTHING,
    NOW,
    PARCEL,
    SIZES,
    WEEK,
    verbs,
    winner,
)

STAMP = Stamp("s-1", NOW)
LYON = details_of(PARCEL, {"address": ADDRESS})
TOURS = details_of(PARCEL, {"address": {**ADDRESS, "city": "Tours"}})
COURIER = sending_of(carrier="Colissimo", tracking="6A 271", voucher="", by="a-1", at=NOW)


def accepted() -> Winner:
    told, _ = told_of_prize(winner(), at=NOW, answer_within=WEEK)
    return answer(told, accept=True, now=NOW)[0]


def given() -> Winner:
    return give(accepted(), LYON, now=NOW)[0]


def sent(found: Winner, sending: Sending = COURIER) -> Winner:
    return send(found, PARCEL, sending, version=found.version, stamp=STAMP)[0]


def test_a_prize_goes_from_the_answer_to_the_hands_of_its_winner() -> None:
    there = receive(sent(given()), now=NOW)[0]
    steps = [winner(), accepted(), given(), sent(given()), there]
    assert [parcel_of(each, PARCEL) for each in steps] == [
        Parcel.AWAITED,
        Parcel.OWED,
        Parcel.READY,
        Parcel.SENT,
        Parcel.RECEIVED,
    ]
    lost, _ = answer(winner(), accept=False, now=NOW)
    assert parcel_of(lost, PARCEL) is Parcel.LOST
    assert parcel_of(accepted(), NOTHING) is Parcel.READY
    assert parcel_of(given(), SIZES) is Parcel.OWED


def test_the_winner_is_offered_what_comes_next_and_nothing_else() -> None:
    steps = [accepted(), given(), sent(given()), receive(sent(given()), now=NOW)[0]]
    assert [own_actions(each, PARCEL, NOW) for each in steps] == [
        [OwnAction.GIVE],
        [OwnAction.GIVE],
        [OwnAction.RECEIVE, OwnAction.MISS],
        [],
    ]
    assert own_actions(winner(), PARCEL, NOW) == [OwnAction.ACCEPT, OwnAction.DECLINE]
    assert own_actions(accepted(), NOTHING, NOW) == []
    told, _ = told_of_prize(winner(), at=NOW, answer_within=WEEK)
    assert own_actions(told, PARCEL, NOW + WEEK) == []
    assert own_actions(accepted(), PARCEL, NOW, erased=True) == []


def test_what_was_given_is_corrected_until_the_prize_goes() -> None:
    corrected, _ = give(given(), TOURS, now=NOW + WEEK)
    assert (corrected.address, corrected.given_at) == (TOURS.address, NOW + WEEK)
    gone = sent(corrected)
    with pytest.raises(PrizeGone):
        give(gone, LYON, now=NOW)
    assert give(gone, TOURS, now=NOW) == (gone, ())
    with pytest.raises(WrongWinnerState):
        give(winner(), LYON, now=NOW)


def test_the_same_given_again_changes_nothing() -> None:
    once = given()
    assert give(once, LYON, now=NOW + WEEK) == (once, ())


def test_sending_says_that_the_winner_may_have_it_and_is_a_fact() -> None:
    after, events = send(given(), PARCEL, COURIER, version=1, stamp=STAMP)
    assert (after.state, after.sending) == (WinnerState.VERIFIED, COURIER)
    assert verbs(events) == ["winner_verified", "prize_sent"]
    assert "6A" not in repr([event.data for event in events])
    _, again = send(verify(given(), PARCEL, now=NOW)[0], PARCEL, COURIER, version=1, stamp=STAMP)
    assert verbs(again) == ["prize_sent"]


def test_of_two_managers_the_second_reads_what_the_first_noted() -> None:
    first = replace(sent(given()), version=2)
    other = replace(COURIER, tracking="6A 999", by="a-2")
    with pytest.raises(StaleVersion):
        send(first, PARCEL, other, version=1, stamp=STAMP)
    same = replace(COURIER, by="a-2", at=NOW + WEEK)
    assert send(first, PARCEL, same, version=1, stamp=STAMP) == (first, ())
    corrected, events = send(first, PARCEL, other, version=2, stamp=STAMP)
    assert (corrected.sending, verbs(events)) == (other, ["prize_sent"])
    assert corrected.replaced == (COURIER,)


def test_a_code_that_was_given_is_replaced_on_purpose_alone_and_both_stay() -> None:
    first, second = (Sending(f"a-{each}", NOW, voucher=f"CODE{each}") for each in (1, 2))
    found = sent(given(), first)
    for other in (second, COURIER):
        with pytest.raises(CodeGiven):
            send(found, PARCEL, other, version=found.version, stamp=STAMP)
        after, events = send(
            found, PARCEL, other, version=found.version, stamp=STAMP, replaces=True
        )
        assert (after.sending, after.replaced) == (other, (first,))
        assert verbs(events) == ["prize_sent"]
    again = send(found, PARCEL, first, version=found.version, stamp=STAMP, replaces=True)
    assert again == (found, ())


def test_a_code_that_was_replaced_goes_with_all_that_leads_to_its_winner() -> None:
    found = sent(given(), Sending("a-1", NOW, voucher="CODE1"))
    bare = Sending("a-1", NOW, carrier="Coursier")
    after, _ = send(found, NOTHING, bare, version=found.version, stamp=STAMP, replaces=True)
    lone = replace(after, address=None, choice=None)
    assert lone.leads_to_a_person
    assert forgotten(lone, NOW).replaced == ()


def test_an_address_that_was_corrected_since_is_not_passed_over() -> None:
    found = replace(give(given(), TOURS, now=NOW)[0], version=3)
    with pytest.raises(StaleVersion):
        send(found, PARCEL, COURIER, version=2, stamp=STAMP)


def test_nothing_is_sent_where_nobody_knows_to_whom() -> None:
    with pytest.raises(DetailsOwed):
        send(accepted(), PARCEL, COURIER, version=1, stamp=STAMP)
    with pytest.raises(WrongWinnerState):
        send(winner(), NOTHING, COURIER, version=1, stamp=STAMP)


@pytest.mark.parametrize(
    ("noted", "field", "code"),
    [
        ({}, "carrier", "missing"),
        ({"tracking": "6A"}, "carrier", "missing"),
        ({"carrier": "Colissimo", "voucher": "ETE-26"}, "voucher", "one_way"),
    ],
)
def test_a_prize_goes_one_way(noted: dict[str, str], field: str, code: str) -> None:
    whole = {"carrier": "", "tracking": "", "voucher": "", **noted}
    with pytest.raises(Invalid) as refused:
        sending_of(**whole, by="a-1", at=NOW)
    assert [(each.field, each.code) for each in refused.value.fields] == [(field, code)]


def test_that_it_came_is_the_winners_to_say_once_it_is_sent() -> None:
    gone = sent(given())
    with pytest.raises(WrongWinnerState):
        fulfil(gone, NOTHING, now=NOW)
    there, events = receive(gone, now=NOW)
    assert (there.state, there.received) == (WinnerState.FULFILLED, True)
    assert verbs(events) == ["prize_fulfilled"]
    assert receive(there, now=NOW + WEEK) == (there, ())
    by_hand, _ = fulfil(verify(accepted(), NOTHING, now=NOW)[0], NOTHING, now=NOW)
    assert by_hand.received is False
    with pytest.raises(WrongWinnerState):
        receive(accepted(), now=NOW)


def test_what_has_gone_is_neither_skipped_nor_passed_on() -> None:
    gone = sent(given())
    with pytest.raises(WrongWinnerState):
        skip(gone, code="rules_breach", evidence_hash=EVIDENCE, by="a-1", now=NOW)
    left, events = withdraw(gone, now=NOW)
    assert (left.state, left.left_at, events) == (WinnerState.VERIFIED, NOW, ())
    assert not left.leads_to_a_person
    assert left.sending is not None
    assert left.sending.carrier == "Colissimo"
    assert withdraw(left, now=NOW + WEEK) == (left, ())
    with pytest.raises(WrongWinnerState):
        send(left, NOTHING, replace(COURIER, tracking="6A 9"), version=1, stamp=STAMP)


def test_who_loses_the_prize_leaves_no_address() -> None:
    lost, _ = withdraw(given(), now=NOW)
    assert (lost.state, lost.address) == (WinnerState.SKIPPED, None)


def test_an_address_goes_sixty_days_after_receipt_and_delivered_stays() -> None:
    there, _ = receive(sent(given()), now=NOW)
    end = NOW + timedelta(days=60)
    assert there.due_at == end
    early, _ = looked_after(there, now=end - timedelta(seconds=1), unreachable=False, noticed=None)
    assert early == there
    gone, events = looked_after(there, now=end, unreachable=False, noticed=None)
    assert (gone.state, gone.fulfilled_at, gone.due_at) == (WinnerState.FULFILLED, NOW, None)
    assert (gone.address, gone.leads_to_a_person, events) == (None, False, ())


def test_what_nobody_came_to_need_goes_after_a_year() -> None:
    waits = given()
    gone, _ = looked_after(waits, now=NOW + timedelta(days=365), unreachable=False, noticed=None)
    assert (gone.address, gone.state) == (None, WinnerState.ACCEPTED)


def test_nothing_given_is_nothing_to_forget() -> None:
    there, _ = fulfil(verify(accepted(), NOTHING, now=NOW)[0], NOTHING, now=NOW)
    assert there.due_at is None
    assert Details().lacks(NOTHING) is False


def test_a_proposal_to_skip_ends_where_the_prize_goes() -> None:
    def proposed(found: Winner) -> Winner:
        return skip(found, code="rules_breach", evidence_hash=EVIDENCE, by="a-1", now=NOW)[0]

    checked = verify(proposed(given()), PARCEL, now=NOW)[0]
    for gone in (sent(proposed(given())), fulfil(checked, PARCEL, now=NOW)[0]):
        assert (gone.skip, gone.skip_shown) == (None, None)
    of_earlier_code = replace(sent(given()), skip=checked.skip)
    assert of_earlier_code.skip_shown is None
    assert checked.skip_shown is checked.skip is not None
    lost = answer(proposed(winner()), accept=False, now=NOW)[0]
    assert lost.skip_shown is lost.skip is not None
