"""Whatever comes in whatever order: no prize has two holders, nobody is skipped untold, no date
is lost.

A whole contest of pure transitions: what one event leads to is done at once or much later, again
and again, while people, mails and clocks go on.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.contests.domain.draw import Draw
from services.contests.domain.entry import EntryState
from services.contests.domain.outcome import Outcome, pass_on
from services.contests.domain.winner import (
    COUNTS_AFTER,
    OBJECTION_TIME,
    RECHECK,
    STAFF_CODES,
    Reminder,
    Sending,
    Winner,
    WinnerState,
    answer,
    details_of,
    forgotten,
    fulfil,
    give,
    keep,
    looked_after,
    lost_for,
    miss,
    owes_details,
    receive,
    reminder_due,
    send,
    skip,
    tell,
    told_of_prize,
    told_of_skip,
    verify,
    withdraw,
)
from services.contests.domain.winner.reminding import next_reminder
from shared.errors import AppError
from shared.events import Event, Stamp, instant_of
from tests.contests.domain.winner.people import ADDRESS, EVIDENCE, NOW, OTHER, PARCEL, WEEK, seat

PLACES, ALTERNATES = 2, 2
REFS = [f"e-00000{each}" for each in range(PLACES + ALTERNATES)]
PRIZES = [{"name": "Vélo", "count": 1}, {"name": "Livre", "count": 1}]
DRAW = Draw(
    workspace_id="maison-lumen",
    contest_id="c-1",
    parts={
        "commitment": {"prizes": PRIZES, "beacon": {"round": 9}},
        "winners": [
            {"ref": ref, "prize": prize, "name": PRIZES[prize]["name"]}
            for ref, prize in zip(REFS, (0, 1), strict=False)
        ],
        "alternates": REFS[PLACES:],
        "not_awarded": 0,
    },
    digest="00" * 32,
    drawn_at=NOW,
)
WHO = st.sampled_from(REFS)
ACCOUNTS = st.sampled_from(["a-1", "a-2"])


class Contest(RuleBasedStateMachine):
    """Winners, the outcome, and events that were published: each may come again for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.winners: dict[str, Winner] = {}
        self.left: set[str] = set()
        self.outcome = Outcome("maison-lumen", "c-1", created_at=NOW)
        self.published: list[Event] = []
        self.reminders: list[tuple[str, Reminder]] = []

    @initialize()
    def draw(self) -> None:
        for drawn in DRAW.winners:
            self._seat(drawn.ref, drawn.place, drawn.prize, promoted=False)

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(ref=WHO)
    def a_mail_tells_of_the_prize(self, ref: str) -> None:
        self._move(ref, lambda each: told_of_prize(each, at=self.now, answer_within=WEEK))

    @rule(ref=WHO)
    def a_mail_tells_of_the_skip(self, ref: str) -> None:
        self._move(ref, lambda each: told_of_skip(each, at=self.now))

    @rule(ref=WHO, by=ACCOUNTS, evidence=st.sampled_from([EVIDENCE, OTHER]))
    def staff_tells(self, ref: str, by: str, evidence: str) -> None:
        self._move(
            ref,
            lambda each: tell(
                each, evidence_hash=evidence, by=by, now=self.now, answer_within=WEEK
            ),
        )

    @rule(ref=WHO, by=ACCOUNTS, code=st.sampled_from(STAFF_CODES[:2]))
    def staff_skips(self, ref: str, by: str, code: str) -> None:
        self._move(
            ref, lambda each: skip(each, code=code, evidence_hash=EVIDENCE, by=by, now=self.now)
        )

    @rule(ref=WHO, by=ACCOUNTS)
    def staff_keeps(self, ref: str, by: str) -> None:
        self._move(ref, lambda each: keep(each, by=by, now=self.now))

    @rule(ref=WHO, accept=st.booleans())
    def the_winner_answers(self, ref: str, accept: bool) -> None:
        self._move(ref, lambda each: answer(each, accept=accept, now=self.now, ask=PARCEL))

    @rule(ref=WHO)
    def staff_verifies(self, ref: str) -> None:
        self._move(ref, lambda each: verify(each, PARCEL, now=self.now))

    @rule(ref=WHO)
    def staff_hands_over(self, ref: str) -> None:
        self._move(ref, lambda each: fulfil(each, PARCEL, now=self.now))

    @rule(ref=WHO, city=st.sampled_from(["Lyon", "Tours"]))
    def the_winner_gives_an_address(self, ref: str, city: str) -> None:
        details = details_of(PARCEL, {"address": {**ADDRESS, "city": city}})
        self._move(ref, lambda each: give(each, details, now=self.now))

    @rule(ref=WHO, by=ACCOUNTS, tracking=st.sampled_from(["", "6A 271"]))
    def staff_sends(self, ref: str, by: str, tracking: str) -> None:
        sending = Sending(by=by, at=self.now, carrier="Colissimo", tracking=tracking)
        stamp = Stamp(f"sent:{ref}:{len(self.published)}", self.now)
        self._move(ref, lambda each: send(each, PARCEL, sending, version=each.version, stamp=stamp))

    @rule(ref=WHO)
    def the_winner_has_it(self, ref: str) -> None:
        self._move(ref, lambda each: receive(each, now=self.now))

    @rule(ref=WHO)
    def the_winner_misses_it(self, ref: str) -> None:
        self._move(ref, lambda each: miss(each, now=self.now))

    @rule(ref=WHO)
    def the_winner_leaves(self, ref: str) -> None:
        self.left.add(ref)
        self._move(ref, lambda each: withdraw(each, now=self.now))

    @rule(ref=WHO, lost_mail=st.booleans(), lag=st.sampled_from([0, 0, 1]))
    def a_timer_looks(self, ref: str, lost_mail: bool, lag: int) -> None:
        found = self.winners.get(ref)
        if found is None or found.due_at is None or found.due_at > self.now:
            return
        written = found.notice_owed and not lost_for(found, self.now, unreachable=lost_mail)
        noticed = None if lag or not written else found.announced_at
        kept = None if lag else found.kept_from
        reminded = reminder_due(found, self.now)
        if reminded and not lost_for(found, self.now, unreachable=lost_mail):
            if reminded.of_details:
                assert owes_details(found, PARCEL)
                assert found.announced_at is None
            self.reminders.append((ref, reminded))
        self._move(
            ref,
            lambda each: looked_after(
                each,
                now=self.now,
                unreachable=lost_mail,
                noticed=noticed,
                kept=kept,
                reminded=reminded,
                ask=PARCEL,
            ),
        )

    @precondition(lambda self: self.published)
    @rule(data=st.data())
    def an_event_comes_again(self, data: st.DataObject) -> None:
        self._deliver(data.draw(st.sampled_from(self.published)))

    def _move(self, ref: str, step) -> None:
        before = self.winners.get(ref)
        if before is None:
            return
        try:
            after, events = step(before)
        except AppError:
            return
        self._check(before, after)
        self.winners[ref] = after
        self._publish(events)

    def _publish(self, events) -> None:
        for event in events:
            self.published.append(event)
            self._deliver(event)

    def _deliver(self, event: Event) -> None:
        verb, ref = event.type.split(".")[-2], str(event.data["ref"])
        if verb == "winner_skipped":
            self._pass_on(ref, str(event.data["code"]))
        elif verb == "alternate_promoted":
            data = event.data
            self._seat(ref, int(data["place"]), int(data["prize"]), promoted=True)
        elif verb == "winner_notified":
            at = instant_of(str(event.data["at"]))
            self._move(ref, lambda each: told_of_prize(each, at=at, answer_within=WEEK))
        elif verb == "skip_notified":
            at = instant_of(str(event.data["at"]))
            self._move(ref, lambda each: told_of_skip(each, at=at))

    def _pass_on(self, ref: str, code: str) -> None:
        place = self.winners[ref].place
        after, events = pass_on(self.outcome, DRAW, ref=ref, code=code, place=place, now=self.now)
        assert after.chain[: len(self.outcome.chain)] == self.outcome.chain
        self.outcome = after
        self._publish(event for event in events if "ref" in event.data)

    def _seat(self, ref: str, place: int, prize: int, *, promoted: bool) -> None:
        if ref in self.winners:
            return
        state = EntryState.WITHDRAWN if ref in self.left else EntryState.CONFIRMED
        where = {"place": place, "prize": prize, "promoted": promoted}
        winner, events = seat(ref, **where, now=self.now, state=state)
        self.winners[ref] = winner
        self._publish(events)

    def _check(self, before: Winner, after: Winner) -> None:
        """Check one step: a date that runs is never moved, but by taking its cause back."""
        if before.sending and after.state is WinnerState.FULFILLED and before.holds:
            assert after.received or self.now - before.sending.at >= COUNTS_AFTER
        for name in ("notified_at", "drawn_at", "answered_at"):
            assert getattr(before, name) in (None, getattr(after, name))
        back = before.announced_at is not None and after.announced_at is None and after.holds
        back = back and before.hold_until >= before.announced_at
        still = self.now - before.announced_at if back else timedelta(0)
        assert after.hold_until == before.hold_until + still
        if before.answer_by is not None:
            held = before.announced_at is not None and after.announced_at is None and after.holds
            given_back = self.now - before.announced_at if held else timedelta(0)
            assert after.answer_by == before.answer_by + given_back
        if before.details_by is not None and after.details_by is not None:
            kept = before.announced_at is not None and after.announced_at is None
            runs = kept and before.details_by >= before.announced_at
            given_back = self.now - before.announced_at if runs else timedelta(0)
            assert after.details_by == before.details_by + given_back
        if before.state is WinnerState.SKIPPED:
            assert after in (before, forgotten(before, self.now))
        if before.state is WinnerState.FULFILLED:
            stays = replace(before, left_at=after.left_at)
            assert before.left_at in (None, after.left_at)
            assert after in (stays, forgotten(stays, self.now))
        if before.sending is not None:
            assert after.sending is not None
            assert after.state in (WinnerState.VERIFIED, WinnerState.FULFILLED)
        if after.announced_at is not None:
            assert after.skip is not None
            assert after.skip.approved_by not in ("", after.skip.by)
        if before.objection_until is not None and after.announced_at is not None:
            assert after.objection_until == before.objection_until
        if before.state is not after.state and after.state is WinnerState.SKIPPED:
            self._check_skipped(before, after)

    def _check_skipped(self, before: Winner, after: Winner) -> None:
        if after.code in STAFF_CODES:
            assert before.announced_at is not None
            assert before.objection_until is not None
            assert before.objection_until >= before.announced_at + OBJECTION_TIME
            assert before.objection_until <= self.now
        elif after.code == "no_answer" and before.state is WinnerState.NOTIFIED:
            assert before.notified_at is not None
            assert before.notified_at + WEEK <= self.now
        elif after.code == "no_answer":
            assert (before.state, before.hold_until <= self.now) == (WinnerState.DRAWN, True)

    @invariant()
    def each_prize_has_one_holder_at_most(self) -> None:
        keeping = [each for each in self.winners.values() if each.state is not WinnerState.SKIPPED]
        places = [each.place for each in keeping]
        assert len(places) == len(set(places))
        holders = sorted((each.ref, each.prize) for each in keeping)
        assert holders == sorted(self.outcome.standing(DRAW).holders)

    @invariant()
    def no_date_is_lost(self) -> None:
        for each in self.winners.values():
            if each.holds and (each.notice_owed or each.kept_from is not None):
                assert each.due_at is not None
                assert each.due_at <= self.now
            elif not (each.next_end or next_reminder(each) or each.counts_at) and (
                not each.leads_to_a_person
            ):
                assert each.due_at is None
            else:
                assert each.due_at is not None
            if each.next_end is not None and each.due_at is not None:
                assert each.due_at <= max(each.next_end, self.now + RECHECK)
            reminder = next_reminder(each)
            if reminder is not None and each.due_at is not None:
                assert each.due_at <= max(reminder, self.now + RECHECK)

    @invariant()
    def a_time_to_give_runs_while_something_is_owed_and_nothing_is_lost_by_its_end(self) -> None:
        for each in self.winners.values():
            held = each.state in (WinnerState.ACCEPTED, WinnerState.VERIFIED)
            assert not held or (each.details_by is None) is (each.given_at is not None)
            if each.state in (WinnerState.VERIFIED, WinnerState.FULFILLED):
                assert each.given_at is not None

    @invariant()
    def nobody_is_reminded_twice_of_the_same(self) -> None:
        assert len(self.reminders) == len(set(self.reminders))

    @invariant()
    def what_leads_to_somebody_goes_with_them(self) -> None:
        for ref in self.left & self.winners.keys():
            assert not self.winners[ref].leads_to_a_person


Contest.TestCase.settings = settings(max_examples=150, stateful_step_count=50, deadline=None)
TestContest = pytest.mark.slow(Contest.TestCase)
