"""From the draw to the end: every prize finds a taker, or is published as not awarded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.events import entry_withdrawn
from services.contests.domain.outcome import standing_after, standing_at_draw
from services.contests.domain.winner import (
    ClaimAnswered,
    ClaimExpired,
    SecondPersonNeeded,
    WrongWinnerState,
)
from services.contests.use_cases.answer_claim import AnswerClaim, answer_claim
from services.contests.use_cases.fulfil_prize import (
    FulfilPrize,
    VerifyWinner,
    fulfil_prize,
    verify_winner,
)
from services.contests.use_cases.keep_winner import KeepWinner, keep_winner
from services.contests.use_cases.read_claim import ReadClaim, read_claim
from services.contests.use_cases.read_outcome import ReadOutcome, read_outcome
from services.contests.use_cases.skip_winner import SkipWinner, skip_winner
from services.contests.use_cases.tell_winner import TellWinner, tell_winner
from services.contests.use_cases.withdraw_winner import WithdrawWinner, withdraw_winner
from shared.documents import Document
from shared.errors import NotFound
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, WORKSPACE, World, world_at

WEEK = timedelta(days=7)
EVIDENCE = "ab" * 32


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with world_at(tmp_path) as built:
        yield built


def drawn(world: World, people: int = 9, **changes: Any) -> tuple[Contest, Pump]:
    """Return a contest whose winners were told."""
    contest, pump = world.drawn(people, **changes), Pump(world)
    pump.run()
    return world.now(contest), pump


def outcome(world: World, contest: Contest) -> dict[str, Any]:
    return read_outcome(ReadOutcome(WORKSPACE, contest.id, staff=True), world.context)


def at_place(world: World, contest: Contest, place: int) -> Document:
    """Return who holds a place now, or held it last."""
    held = world.context.records.winners.of_contest(WORKSPACE, contest.id)
    return [winner for winner in held if winner["place"] == place][-1]


def token(world: World, winner: Document) -> str:
    """Return the token in the mail of a winner."""
    texts = [mail.text for mail in world.inbox() if winner["ref"] in mail.text]
    return [found[1] for text in texts if (found := re.search(r"/claim/(\S+)", text))][-1]


def answer(world: World, winner: Document, *, accept: bool) -> Document:
    return answer_claim(AnswerClaim(WORKSPACE, token(world, winner), accept), world.context)


def fulfil(world: World, winner: Document) -> None:
    verify_winner(VerifyWinner(WORKSPACE, winner["contest_id"], winner["ref"]), world.context)
    fulfil_prize(FulfilPrize(WORKSPACE, winner["contest_id"], winner["ref"]), world.context)


def test_each_winner_is_told_once_and_has_a_week_from_then(world: World) -> None:
    contest, _ = drawn(world)
    for place in (1, 2, 3):
        winner = at_place(world, contest, place)
        assert winner["state"] == "notified"
        assert winner["answer_by"] == winner["notified_at"] + WEEK
    told = [mail.message_id for mail in world.inbox() if "/claim/" in mail.text]
    assert len(told) == len(set(told)) == 3


def test_a_contest_settles_when_every_prize_is_fulfilled(world: World) -> None:
    contest, pump = drawn(world)
    for place in (1, 2, 3):
        assert world.now(contest).state is State.DRAWN
        winner = at_place(world, contest, place)
        answer(world, winner, accept=True)
        fulfil(world, winner)
        pump.run()
    assert world.now(contest).state is State.SETTLED
    settled = next(event for event in pump.seen if event.type.endswith("settled.v1"))
    assert (settled.data["awarded"], settled.data["not_awarded"]) == (3, 0)


def test_an_alternate_takes_the_very_prize_given_up_and_others_keep_theirs(world: World) -> None:
    contest, pump = drawn(world)
    before = {place: at_place(world, contest, place) for place in (1, 2, 3)}
    first_alternate = made(pump)["alternates"][0]
    answer(world, before[1], accept=False)
    pump.run()
    promoted = at_place(world, contest, 1)
    assert (promoted["ref"], promoted["prize_name"]) == (first_alternate, "Vélo")
    assert promoted["state"] == "notified"
    for place in (2, 3):
        assert at_place(world, contest, place)["ref"] == before[place]["ref"]
    kinds = [(entry["kind"], entry["code"]) for entry in outcome(world, contest)["chain"]]
    assert kinds == [("skipped", "declined"), ("promoted", None)]


def test_silence_passes_the_prize_on_and_nobody_is_left_at_the_end(world: World) -> None:
    contest, pump = drawn(world)
    for _ in range(3):
        world.clock.advance(days=7)
        pump.run()
    after = outcome(world, contest)
    assert [winner["code"] for winner in after["winners"]] == ["no_answer"] * 5
    assert (after["alternates_left"], after["not_awarded"]) == (0, 3)
    assert world.now(contest).state is State.SETTLED
    chain_holds(world, contest)


def test_a_draw_with_more_prizes_than_entries_says_the_shortage(world: World) -> None:
    contest, pump = drawn(world, people=2)
    after = outcome(world, contest)
    assert (len(after["winners"]), after["not_awarded"], after["alternates_left"]) == (2, 1, 0)
    for place in (1, 2):
        winner = at_place(world, contest, place)
        answer(world, winner, accept=True)
        fulfil(world, winner)
    pump.run()
    assert world.now(contest).state is State.SETTLED


def test_the_same_answer_again_is_welcome_and_another_one_is_refused(world: World) -> None:
    contest, pump = drawn(world)
    yes, no = at_place(world, contest, 1), at_place(world, contest, 2)
    for _ in range(2):
        assert answer(world, yes, accept=True)["state"] == "accepted"
        assert answer(world, no, accept=False)["state"] == "skipped"
    with pytest.raises(ClaimAnswered):
        answer(world, yes, accept=False)
    with pytest.raises(ClaimAnswered):
        answer(world, no, accept=True)
    pump.run()
    assert pump.verbs().count("winner_accepted") == 1
    assert pump.verbs().count("winner_skipped") == 1


def test_of_two_answers_at_once_one_stands(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    barrier, refused = Barrier(2), []

    def press(accept: bool) -> None:
        barrier.wait()
        try:
            answer(world, winner, accept=accept)
        except ClaimAnswered as error:
            refused.append(error)

    presses = [Thread(target=press, args=(accept,)) for accept in (True, False)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    pump.run()
    assert len(refused) == 1
    said = pump.verbs().count("winner_accepted") + pump.verbs().count("winner_skipped")
    assert said == 1


def test_an_answer_after_the_time_is_refused_even_before_the_timer_ran(world: World) -> None:
    contest, pump = drawn(world, people=12, alternates=5)
    winner = at_place(world, contest, 1)
    world.clock.set(winner["answer_by"])
    with pytest.raises(ClaimExpired):
        answer(world, winner, accept=True)
    pump.run()
    with pytest.raises(ClaimExpired):
        answer(world, winner, accept=True)
    assert at_place(world, contest, 1)["ref"] != winner["ref"]


def test_a_claim_shows_the_prize_and_changes_nothing(world: World) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    view = read_claim(ReadClaim(WORKSPACE, token(world, winner)), world.context)
    assert (view["prize"], view["state"]) == ("Vélo", "notified")
    assert view["answer_by"] == winner["answer_by"]
    assert at_place(world, contest, 1) == winner


@pytest.mark.parametrize("workspace", [WORKSPACE, "somebody-else"])
def test_a_token_that_nobody_was_given_opens_nothing(world: World, workspace: str) -> None:
    contest, _ = drawn(world)
    given = token(world, at_place(world, contest, 1))
    with pytest.raises(NotFound):
        read_claim(
            ReadClaim(workspace, given if workspace != WORKSPACE else "x" * 22), world.context
        )


def test_staff_skips_a_winner_by_two_people_and_after_72_hours(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    ref = winner["ref"]
    propose(world, contest, ref, by="a-1")
    with pytest.raises(SecondPersonNeeded):
        propose(world, contest, ref, by="a-1")
    propose(world, contest, ref, by="a-2")
    pump.run()
    notice = world.inbox()[-1]
    assert notice.to == recipient(world, contest, ref)
    assert "72" in notice.subject
    with pytest.raises(WrongWinnerState):
        verify_winner(VerifyWinner(WORKSPACE, contest.id, ref), world.context)
    world.clock.advance(hours=71, minutes=59)
    pump.run()
    assert at_place(world, contest, 1)["ref"] == ref
    world.clock.advance(minutes=1)
    pump.run()
    assert at_place(world, contest, 1)["ref"] != ref
    chain = outcome(world, contest)["chain"]
    assert (chain[0]["ref"], chain[0]["code"]) == (ref, "not_eligible")


def test_the_time_to_object_runs_from_the_notice_that_was_accepted(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    pump.run()
    world.mailer.down = True
    for account in ("a-1", "a-2"):
        propose(world, contest, winner["ref"], by=account)
    for _ in range(5):
        pump.run()
        world.clock.advance(days=1)
    assert at_place(world, contest, 1)["ref"] == winner["ref"]
    world.mailer.down = False
    pump.run()
    told_at = world.clock.now()
    assert at_place(world, contest, 1)["objection_until"] == told_at + timedelta(hours=72)
    world.clock.advance(hours=71)
    pump.run()
    assert at_place(world, contest, 1)["ref"] == winner["ref"]
    world.clock.advance(hours=1)
    pump.run()
    assert state(world, winner) == ("skipped", "not_eligible")


def test_a_skip_taken_back_before_its_notice_left_tells_nobody(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    world.mailer.down = True
    for account in ("a-1", "a-2"):
        propose(world, contest, winner["ref"], by=account)
    pump.run()
    keep_winner(KeepWinner(WORKSPACE, contest.id, winner["ref"]), world.context)
    world.mailer.down, before = False, len(world.inbox())
    world.clock.advance(hours=1)
    pump.run()
    assert len(world.inbox()) == before
    assert at_place(world, contest, 1)["ref"] == winner["ref"]


def bounced(world: World, **changes: Any) -> tuple[Contest, Pump, Document]:
    """Return a contest whose winners' mails all bounce, and the first winner."""
    contest, pump = world.sealed(9, **changes), Pump(world)
    pump.run()
    world.mailer.bounced |= {f"person{each}@entrants.example" for each in range(1, 10)}
    world.clock.set(DRAWS)
    pump.run()
    return world.now(contest), pump, at_place(world, contest, 1)


def state(world: World, winner: Document) -> tuple[str, str]:
    """Return what became of a winner, and its code."""
    now = world.context.records.winners.get(WORKSPACE, winner["contest_id"], winner["ref"])
    return now["state"], now.get("code", "")


def tell(world: World, winner: Document, *, by: str) -> Document:
    command = TellWinner(WORKSPACE, winner["contest_id"], winner["ref"], EVIDENCE, by)
    return tell_winner(command, world.context)


def test_a_winner_whom_no_mail_reaches_is_shown_to_staff(world: World) -> None:
    contest, _, _ = bounced(world)
    assert all(winner["unreachable"] for winner in outcome(world, contest)["winners"])


def test_a_winner_told_by_another_channel_by_two_people_has_a_week_to_answer(
    world: World,
) -> None:
    contest, pump, winner = bounced(world)
    tell(world, winner, by="a-1")
    with pytest.raises(SecondPersonNeeded):
        tell(world, winner, by="a-1")
    assert at_place(world, contest, 1)["state"] == "drawn"
    world.clock.advance(hours=1)
    told = tell(world, winner, by="a-2")
    assert (told["state"], told["answer_by"]) == ("notified", world.clock.now() + WEEK)
    with pytest.raises(WrongWinnerState):
        tell(world, winner, by="a-3")
    pump.run()
    assert at_place(world, contest, 1)["answer_by"] == told["answer_by"]
    world.clock.set(told["answer_by"])
    pump.run()
    assert at_place(world, contest, 1)["ref"] != winner["ref"]
    assert outcome(world, contest)["chain"][0]["code"] == "no_answer"


def test_a_prize_that_nobody_can_be_told_of_passes_on_when_claims_end(world: World) -> None:
    contest, pump, winner = bounced(world)
    world.clock.set(contest.schedule.last_answer - timedelta(seconds=1))
    pump.run()
    assert at_place(world, contest, 1)["ref"] == winner["ref"]
    world.mailer.bounced.clear()
    world.clock.advance(seconds=1)
    pump.run()
    assert state(world, winner) == ("skipped", "no_answer")
    held = world.context.records.winners.of_contest(WORKSPACE, contest.id)
    promoted = [each for each in held if each["promoted"]]
    assert [each["answer_by"] for each in promoted] == [world.clock.now() + WEEK] * 2


def test_no_prize_is_lost_while_our_own_mail_is_down(world: World) -> None:
    contest, pump = world.sealed(9), Pump(world)
    pump.run()
    world.mailer.down = True
    world.clock.set(DRAWS)
    pump.run()
    winner = at_place(world, contest, 1)
    world.clock.set(contest.schedule.last_answer + timedelta(days=1))
    pump.run()
    assert at_place(world, contest, 1)["ref"] == winner["ref"]
    world.mailer.down = False
    world.clock.advance(minutes=5)
    pump.run()
    assert at_place(world, contest, 1)["state"] == "notified"


def test_a_skip_whose_notice_bounces_waits_for_two_people_who_tell(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    world.mailer.bounced.add(recipient(world, contest, winner["ref"]))
    for account in ("a-1", "a-2"):
        propose(world, contest, winner["ref"], by=account)
    pump.run()
    world.clock.advance(days=10)
    pump.run()
    assert at_place(world, contest, 1)["ref"] == winner["ref"]
    for account in ("a-1", "a-2"):
        tell(world, winner, by=account)
    pump.run()
    world.clock.advance(hours=72)
    pump.run()
    assert state(world, winner) == ("skipped", "not_eligible")


def test_an_entry_withdrawn_while_its_winner_is_seated_passes_the_prize_on(world: World) -> None:
    contest, pump = world.drawn(9), Pump(world)
    draw = world.context.records.draws.get(WORKSPACE, contest.id)
    assert draw is not None
    ref = draw["parts"]["winners"][0]["ref"]
    winners = Leaving(world.context.records.winners, world, contest, ref)
    world.context = replace(world.context, records=replace(world.context.records, winners=winners))
    pump.run()
    assert at_place(world, contest, 1)["ref"] == draw["parts"]["alternates"][0]
    assert outcome(world, contest)["chain"][0]["code"] == "withdrawn"


class Leaving:
    """Winners of whom one leaves, and is known to have left, just before they are stored."""

    def __init__(self, inner: Any, world: World, contest: Contest, ref: str) -> None:
        self._inner, self._world, self._contest, self._ref = inner, world, contest, ref

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def add(self, winner: Document, events: Any = ()) -> bool:
        if winner["ref"] == self._ref and winner["state"] == "drawn":
            leave(self._world, self._contest, self._ref)
            withdraw_winner(
                WithdrawWinner(WORKSPACE, self._contest.id, winner["entry_id"]),
                self._world.context,
            )
        return bool(self._inner.add(winner, events))


def test_an_objection_that_holds_keeps_the_winner(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner["ref"], by=account)
    pump.run()
    keep_winner(KeepWinner(WORKSPACE, contest.id, winner["ref"]), world.context)
    world.clock.advance(days=4)
    pump.run()
    assert at_place(world, contest, 1)["ref"] == winner["ref"]
    fulfil(world, winner)


def test_a_winner_who_accepts_during_an_announced_skip_is_still_skipped(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner["ref"], by=account)
    answer(world, winner, accept=True)
    pump.run()
    world.clock.advance(hours=72)
    pump.run()
    assert at_place(world, contest, 1)["ref"] != winner["ref"]


def test_a_prize_is_handed_over_only_to_a_verified_winner(world: World) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    with pytest.raises(WrongWinnerState):
        fulfil_prize(FulfilPrize(WORKSPACE, contest.id, winner["ref"]), world.context)
    answer(world, winner, accept=True)
    with pytest.raises(WrongWinnerState):
        fulfil_prize(FulfilPrize(WORKSPACE, contest.id, winner["ref"]), world.context)
    fulfil(world, winner)
    fulfil_prize(FulfilPrize(WORKSPACE, contest.id, winner["ref"]), world.context)


def test_a_winner_who_withdraws_passes_the_prize_on(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 2)
    leave(world, contest, winner["ref"])
    pump.run()
    assert at_place(world, contest, 2)["ref"] != winner["ref"]
    assert outcome(world, contest)["chain"][0]["code"] == "withdrawn"


def test_an_entry_withdrawn_between_seal_and_draw_stays_in_the_list_and_gets_nothing(
    world: World,
) -> None:
    contest = world.drawn(9)
    draw = world.context.records.draws.get(WORKSPACE, contest.id)
    assert draw is not None
    gone = draw["parts"]["winners"][0]["ref"]
    leave(world, contest, gone)
    Pump(world).run()
    assert at_place(world, contest, 1)["ref"] == draw["parts"]["alternates"][0]
    assert world.context.lists.holds(WORKSPACE, contest.id, gone)


def made(pump: Pump) -> dict[str, Any]:
    return dict(next(event for event in pump.seen if event.type.endswith("made.v1")).data)


def propose(world: World, contest: Contest, ref: str, *, by: str) -> None:
    command = SkipWinner(WORKSPACE, contest.id, ref, "not_eligible", EVIDENCE, by)
    skip_winner(command, world.context)


def recipient(world: World, contest: Contest, ref: str) -> str:
    return world.context.records.listed.of_ref(WORKSPACE, contest.id, ref).person.email


def leave(world: World, contest: Contest, ref: str) -> None:
    entry = world.context.records.listed.of_ref(WORKSPACE, contest.id, ref)
    event = entry_withdrawn(world.context.stamp(), entry.facts)
    assert world.context.entries.erase(entry, consents=(), event=event) is not None


def chain_holds(world: World, contest: Contest) -> None:
    draw = world.context.records.draws.get(WORKSPACE, contest.id)
    assert draw is not None
    start = standing_at_draw(draw["parts"], draw["digest"])
    assert standing_after(start, outcome(world, contest)["chain"]).holders == ()
