"""What was sent counts as received after a time, unless its winner says that something lacks."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.contests.domain.winner import (
    COUNTS_AFTER,
    OwnAction,
    Parcel,
    Winner,
    WinnerState,
    WrongWinnerState,
    dated,
    looked_after,
    miss,
    own_actions,
    parcel_of,
    receive,
    send,
    verify,
    withdraw,
)
from shared.events import Stamp
from tests.contests.domain.winner.people import NOTHING, NOW, verbs, winner
from tests.contests.domain.winner.test_delivering import COURIER

END = NOW + COUNTS_AFTER
MOMENT = timedelta(milliseconds=1)


def held() -> Winner:
    return winner(state=WinnerState.ACCEPTED, answered_at=NOW)


def sent(found: Winner | None = None, at: datetime = NOW) -> Winner:
    found = found or held()
    sending = replace(COURIER, at=at)
    return send(found, NOTHING, sending, version=found.version, stamp=Stamp("s-1", at))[0]


def looked(found: Winner, now: datetime) -> tuple[Winner, list[str]]:
    after, events = looked_after(found, now=now, unreachable=False, noticed=None, ask=NOTHING)
    return after, verbs(events)


def test_what_was_sent_counts_as_received_after_thirty_days() -> None:
    assert (sent().counts_at, sent().due_at) == (END, END)
    assert looked(sent(), END - MOMENT)[0].state is WinnerState.VERIFIED
    there, told = looked(sent(), END)
    assert (there.state, there.fulfilled_at, there.received) == (WinnerState.FULFILLED, END, False)
    assert told == ["prize_fulfilled"]
    assert looked(there, END + COUNTS_AFTER)[1] == []


def test_it_does_not_where_its_winner_says_that_something_lacks() -> None:
    lacks = miss(sent(), now=END - MOMENT)[0]
    assert (parcel_of(lacks, NOTHING), lacks.counts_at) == (Parcel.MISSING, None)
    assert looked(lacks, END + COUNTS_AFTER)[0].state is WinnerState.VERIFIED
    assert miss(lacks, now=END) == (lacks, ())
    assert own_actions(sent(), NOTHING, NOW) == [OwnAction.RECEIVE, OwnAction.MISS]
    assert own_actions(lacks, NOTHING, NOW) == [OwnAction.RECEIVE]


def test_what_is_sent_again_is_on_its_way_for_as_long_though_the_note_says_the_same() -> None:
    again = sent(miss(sent(), now=NOW)[0], at=END)
    assert (parcel_of(again, NOTHING), again.counts_at) == (Parcel.SENT, END + COUNTS_AFTER)
    assert again.missing_at is None


def test_who_missed_it_may_say_that_it_came() -> None:
    there = receive(miss(sent(), now=NOW)[0], now=END)[0]
    assert (there.state, there.received, there.missing_at) == (WinnerState.FULFILLED, True, None)


def test_nothing_lacks_that_was_not_sent_or_that_is_there() -> None:
    checked = verify(held(), NOTHING, now=NOW)[0]
    for each in (winner(), held(), checked, receive(sent(), now=NOW)[0]):
        with pytest.raises(WrongWinnerState):
            miss(each, now=NOW)


def test_a_parcel_of_earlier_code_has_thirty_days_from_when_it_is_looked_at() -> None:
    before = replace(sent(), counts_at=None)
    later = NOW + 10 * COUNTS_AFTER
    assert dated(before, NOTHING, later).counts_at == later + COUNTS_AFTER
    assert looked(before, later)[0].counts_at == later + COUNTS_AFTER
    assert looked(held(), later)[0].counts_at is None


def test_who_left_keeps_nothing_open_by_what_they_missed() -> None:
    gone = withdraw(miss(sent(), now=NOW)[0], now=NOW)[0]
    assert looked(gone, NOW)[0].counts_at == END
    assert looked(withdraw(sent(), now=NOW)[0], END)[0].state is WinnerState.FULFILLED
