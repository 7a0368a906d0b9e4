"""From yes to the door: what the winner gives, how it goes, what is left of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.domain.winner import (
    COUNTS_AFTER,
    DETAILS_TIME,
    DetailsOwed,
    Parcel,
    PrizeGone,
    Winner,
    WinnerState,
    WinnerStep,
    WrongWinnerState,
)
from services.contests.use_cases.contest.erase_people import erase_people
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.contest.save import save_draft
from services.contests.use_cases.entry.withdraw import erase_entry, withdraw_entry
from services.contests.use_cases.people.erase_person import erase_person
from services.contests.use_cases.winner.give import give_details
from services.contests.use_cases.winner.miss import miss_prize
from services.contests.use_cases.winner.read_claim import read_claim
from services.contests.use_cases.winner.read_people import read_winner, read_winners
from services.contests.use_cases.winner.receive import receive_prize
from services.contests.use_cases.winner.send import send_prize
from services.contests.use_cases.winner.withdraw import withdraw_winner
from shared.errors import StaleVersion
from tests.contests.domain.winner.people import ADDRESS
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, fulfil, token
from tests.contests.world import WORKSPACE, World

PARCEL = {"prize": "Vélo", "address": True}


def asked(world: World, *rows: dict[str, Any]) -> tuple[Contest, Pump]:
    """Return a drawn contest whose prizes ask this."""
    contest, pump = drawn(world)
    saved = save_draft(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=contest.version,
        asks=rows,
    )
    return saved, pump


def ask(world: World, contest: Contest, *rows: dict[str, Any]) -> None:
    """Let the prizes ask this from now on."""
    version = world.now(contest).version
    whose: dict[str, Any] = {"workspace": WORKSPACE, "contest": contest.id, "version": version}
    save_draft(world.context, **whose, asks=rows)


def accepted(world: World, contest: Contest, place: int = 1) -> Winner:
    return answer(world, at_place(world, contest, place), accept=True)


def give(world: World, winner: Winner, **changes: str) -> Winner:
    given = {"address": {**ADDRESS, **changes}}
    opened = token(world, winner)
    return give_details(world.context, workspace=WORKSPACE, token=opened, given=given)


def send(world: World, winner: Winner, *, version: int = 0, **how: str) -> Winner:
    return send_prize(
        world.context,
        workspace=WORKSPACE,
        contest=winner.contest_id,
        ref=winner.ref,
        version=version or winner.version,
        by="a-1",
        **(how or {"carrier": "Colissimo", "tracking": "6A 271"}),
    )


def receive(world: World, winner: Winner) -> Winner:
    return receive_prize(world.context, workspace=WORKSPACE, token=token(world, winner))


def now(world: World, winner: Winner) -> Winner:
    return world.context.stores.winners.get(WORKSPACE, winner.contest_id, winner.ref)


def test_a_parcel_goes_to_the_door_and_its_winner_says_so(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = give(world, accepted(world, contest))
    view = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert (view.parcel, view.winner.address) == (Parcel.READY, winner.address)
    sent = send(world, winner)
    pump.run()
    told = [mail for mail in world.inbox() if "6A 271" in mail.text]
    assert len(told) == 1
    assert (
        told[0].to
        == world.context.stores.entries.of_ref(WORKSPACE, contest.id, winner.ref).person.email
    )
    there = receive(world, sent)
    assert (there.state, there.received) == (WinnerState.FULFILLED, True)
    pump.run()
    assert pump.verbs().count("prize_sent") == pump.verbs().count("prize_fulfilled") == 1


def test_the_way_of_a_parcel_is_told_once_however_often_its_event_comes(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    send(world, give(world, accepted(world, contest)))
    Pump(world, times=3).run()
    assert sum("6A 271" in mail.text for mail in world.inbox()) == 1


def test_a_code_stands_on_the_page_and_in_no_mail(world: World) -> None:
    contest, pump = asked(world)
    winner = send(world, accepted(world, contest), voucher="ETE-2026")
    pump.run()
    view = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert view.winner.sending is not None
    assert view.winner.sending.voucher == "ETE-2026"
    assert not any("ETE-2026" in mail.text + mail.html for mail in world.inbox())
    assert not any("ETE-2026" in repr(event.data) for event in pump.seen)


def test_a_prize_that_asks_more_later_asks_the_winner_again(world: World) -> None:
    contest, _ = asked(world)
    winner = accepted(world, contest)
    save_draft(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=contest.version,
        asks=[PARCEL],
    )
    view = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert view.parcel is Parcel.OWED


def test_who_corrects_too_late_is_told_and_the_parcel_keeps_its_address(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    winner = give(world, accepted(world, contest))
    read = winner.version
    corrected = give(world, winner, city="Tours")
    with pytest.raises(StaleVersion):
        send(world, winner, version=read)
    send(world, corrected)
    with pytest.raises(PrizeGone):
        give(world, winner, city="Lille")
    address = now(world, winner).address
    assert address is not None
    assert address.city == "Tours"


def test_a_contest_is_settled_by_prizes_that_their_winners_received(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    receive(world, send(world, give(world, accepted(world, contest))))
    for place in (2, 3):
        fulfil(world, accepted(world, contest, place))
    pump.run()
    assert world.now(contest).state is State.SETTLED


def test_a_winner_who_never_says_a_word_keeps_no_contest_open(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    silent = send(world, give(world, accepted(world, contest)))
    for place in (2, 3):
        fulfil(world, accepted(world, contest, place))
    pump.run()
    day = f"{world.clock.now() + COUNTS_AFTER:%d}".lstrip("0")
    told = [mail.text for mail in world.inbox() if "6A 271" in mail.text]
    assert any("counts as received on" in text or "compte comme reçu le" in text for text in told)
    assert all(day in text for text in told)
    world.clock.advance(days=29.9)
    pump.run()
    assert world.now(contest).state is State.DRAWN
    world.clock.advance(days=0.1)
    pump.run()
    assert world.now(contest).state is State.SETTLED
    assert (now(world, silent).state, now(world, silent).received) == (WinnerState.FULFILLED, False)


def test_a_parcel_that_its_winner_misses_waits_for_the_team(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = send(world, give(world, accepted(world, contest)))
    view = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert "miss" in view.actions
    lacks = miss_prize(world.context, workspace=WORKSPACE, token=token(world, winner))
    world.clock.advance(days=40)
    pump.run()
    assert now(world, winner).state is WinnerState.VERIFIED
    with pytest.raises(StaleVersion):
        send(world, winner, version=winner.version)
    again = send(world, lacks)
    assert again.counts_at == world.clock.now() + COUNTS_AFTER


def test_an_address_goes_sixty_days_after_receipt_and_delivered_stays(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = receive(world, send(world, give(world, accepted(world, contest))))
    pump.run()
    world.clock.advance(days=59)
    pump.run()
    assert now(world, winner).leads_to_a_person
    world.clock.advance(days=1)
    pump.run()
    left = now(world, winner)
    assert (left.state, left.leads_to_a_person) == (WinnerState.FULFILLED, False)
    stored = world.database.collection("winners").get(WORKSPACE, winner.id) or {}
    assert "address" not in stored
    assert "6A 271" not in repr(stored)


def test_an_erased_winner_leaves_no_address_and_what_was_delivered_stays(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    there = receive(world, send(world, give(world, accepted(world, contest))))
    parted = send(world, accepted(world, contest, 2), carrier="Coursier", tracking="T-9")
    for each in (there, parted):
        withdraw_winner(
            world.context, workspace=WORKSPACE, contest=contest.id, entry_id=each.entry_id
        )
    pump.run()
    assert [
        (now(world, each).state, now(world, each).leads_to_a_person) for each in (there, parted)
    ] == [
        (WinnerState.FULFILLED, False),
        (WinnerState.VERIFIED, False),
    ]
    assert at_place(world, contest, 2).ref == parted.ref


def test_who_erases_themselves_reads_their_address_on_no_page_from_then_on(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    winner = give(world, accepted(world, contest))
    manage = token_of(address_secret(world.context, contest), MANAGE, winner.entry_id)
    own = withdraw_entry(world.context, workspace=WORKSPACE, token=manage)
    claim = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert now(world, winner).address is not None
    assert (own.winner and own.winner.ref, own.winner and own.winner.address) == (winner.ref, None)
    assert claim.winner.address is None


def test_who_is_erased_by_the_team_leaves_no_address_though_no_event_came_yet(
    world: World,
) -> None:
    contest, pump = asked(world, PARCEL)
    winner = give(world, accepted(world, contest))
    entry = world.context.stores.entries.get(WORKSPACE, contest.id, winner.entry_id)
    erase_person(world.context, workspace=WORKSPACE, email=entry.person.email, by="a-1")
    assert not now(world, winner).leads_to_a_person
    pump.run()
    assert now(world, winner).state is WinnerState.SKIPPED
    assert at_place(world, contest, 1).ref != winner.ref
    assert pump.verbs().count("winner_skipped") == 1


def test_the_team_sees_nothing_of_who_is_erased_though_no_event_came_yet(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    parted = send(world, give(world, accepted(world, contest)))
    coded = send(world, accepted(world, contest, 2), voucher="ETE-2026")
    for each in (parted, coded):
        erase_entry(
            world.context, world.context.stores.entries.get(WORKSPACE, contest.id, each.entry_id)
        )
    assert (now(world, parted).leads_to_a_person, now(world, coded).leads_to_a_person) == (
        True,
        True,
    )
    whose: dict[str, Any] = {"workspace": WORKSPACE, "contest": contest.id, "by": "a-1"}
    listed = [winner for winner, _ in read_winners(world.context, **whose).winners]
    alone = [
        read_winner(world.context, **whose, ref=each.ref).winners[0][0] for each in (parted, coded)
    ]
    assert [each.ref for each in listed[:2]] == [each.ref for each in alone]
    assert not any(each.leads_to_a_person for each in [*listed, *alone])
    assert [each.sending and each.sending.carrier for each in alone] == ["Colissimo", ""]


def test_what_winners_gave_goes_with_the_people_of_a_contest(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = send(world, give(world, accepted(world, contest)))
    pump.run()
    world.clock.advance(days=95)
    pump.run()
    assert world.now(contest).erased_at is not None
    left = now(world, winner)
    assert (left.state, left.leads_to_a_person) == (WinnerState.FULFILLED, False)


def test_no_address_is_asked_or_taken_of_who_is_erased(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    winner = accepted(world, contest)
    erase_people(world.context, world.now(contest))
    view = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert view.actions == []
    with pytest.raises(WrongWinnerState):
        give(world, winner)
    assert not now(world, winner).leads_to_a_person


def test_who_is_erased_while_they_give_an_address_leaves_none(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    winner = accepted(world, contest)
    whole, store = world.context, world.context.stores.winners

    class Slow:
        """Winners whose people are erased just before what one gave is written."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def change(self, workspace: str, contest_id: str, ref: str, step: WinnerStep) -> Winner:
            erase_people(whole, world.now(contest))
            return store.change(workspace, contest_id, ref, step)

    world.context = world.with_stores(winners=Slow())
    with pytest.raises(WrongWinnerState):
        give(world, winner)
    assert not now(world, winner).leads_to_a_person


def asked_for(world: World, winner: Winner) -> int:
    """Return how many mails asked a winner for their address."""
    words = ("il manque votre adresse", "needs an address")
    return sum(
        winner.ref in mail.text and any(each in mail.subject for each in words)
        for mail in world.inbox()
    )


def test_who_owes_an_address_is_asked_twice_and_who_gave_it_never(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    late, prompt = accepted(world, contest, 1), accepted(world, contest, 2)
    give(world, prompt)
    asks = contest.ask_of(late.prize_name)
    counted = []
    for days in (6.9, 0.2, 5.8, 0.2, 10):
        world.clock.advance(days=days)
        pump.run()
        counted.append(asked_for(world, late))
    assert (asks.address, counted) == (True, [0, 1, 1, 2, 2])
    assert asked_for(world, prompt) == 0
    assert at_place(world, contest, 1).state is WinnerState.ACCEPTED


def test_what_a_prize_asks_later_has_a_date_and_both_reminders(world: World) -> None:
    contest, pump = asked(world)
    winner = accepted(world, contest)
    erased = accepted(world, contest, 2)
    erase_entry(
        world.context, world.context.stores.entries.get(WORKSPACE, contest.id, erased.entry_id)
    )
    world.clock.advance(days=20)
    ask(world, contest, PARCEL)
    pump.run()
    end = world.clock.now() + DETAILS_TIME
    assert (now(world, winner).details_by, now(world, erased).details_by) == (end, None)
    assert pump.verbs().count("asks_changed") == 1
    counted = []
    for before in ({"days": 7.1}, {"days": 7}, {"days": 1.1}, {"days": 1}, {"minutes": 1}):
        world.clock.set(end - timedelta(**before))
        pump.run()
        counted.append(asked_for(world, winner))
    assert counted == [0, 1, 1, 2, 2]


def test_what_is_asked_again_is_reminded_of_again(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = accepted(world, contest)
    world.clock.advance(days=13.5)
    pump.run()
    give(world, winner)
    sizes = {"question": {"fr": "Taille ?", "en": "Size?"}, "options": {"fr": "S\nL", "en": "S\nL"}}
    ask(world, contest, {**PARCEL, **sizes})
    pump.run()
    assert now(world, winner).details_by == world.clock.now() + DETAILS_TIME
    world.clock.advance(days=13.5)
    pump.run()
    assert asked_for(world, winner) == 2


def test_who_accepted_under_earlier_code_has_a_date_once_the_team_looks(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = accepted(world, contest)
    stores = world.context.stores
    stores.winners.change(
        WORKSPACE, contest.id, winner.ref, lambda each: (replace(each, details_by=None), ())
    )
    world.clock.advance(days=40)
    read_winners(world.context, workspace=WORKSPACE, contest=contest.id, by="a-1")
    assert now(world, winner).details_by == world.clock.now() + DETAILS_TIME
    pump.run()
    assert asked_for(world, winner) == 0


def test_who_says_yes_while_the_prize_begins_to_ask_has_a_date(world: World) -> None:
    contest, pump = asked(world)
    winner, whole, store = at_place(world, contest, 1), world.context, world.context.stores.winners

    class Slow:
        """Winners whose prize asks more just before their yes is written."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def change(self, workspace: str, contest_id: str, ref: str, step: WinnerStep) -> Winner:
            if not world.now(contest).asks:
                save_draft(
                    whole,
                    workspace=WORKSPACE,
                    contest=contest.id,
                    version=world.now(contest).version,
                    asks=[PARCEL],
                )
            return store.change(workspace, contest_id, ref, step)

    world.context = world.with_stores(winners=Slow())
    answer(world, winner, accept=True)
    world.context = whole
    assert now(world, winner).details_by == world.clock.now() + DETAILS_TIME
    pump.run()


def test_who_gives_it_while_the_mail_waits_does_not_get_it(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = accepted(world, contest)
    world.clock.advance(days=7.1)
    world.mailer.down = True
    pump.run()
    world.mailer.down = False
    give(world, winner)
    world.clock.advance(hours=1)
    pump.run()
    assert asked_for(world, winner) == 0


def test_what_the_prize_asks_no_more_is_not_asked_for(world: World) -> None:
    contest, pump = asked(world, PARCEL)
    winner = accepted(world, contest)
    save_draft(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=world.now(contest).version,
        asks=(),
    )
    world.clock.advance(days=13.5)
    pump.run()
    assert asked_for(world, winner) == 0
    fulfil(world, winner)


def test_the_api_hands_nothing_over_while_something_is_owed(world: World) -> None:
    contest, _ = asked(world, PARCEL)
    winner = accepted(world, contest)
    with pytest.raises(DetailsOwed):
        fulfil(world, winner)
    give(world, winner)
    fulfil(world, winner)
    assert at_place(world, contest, 1).state is WinnerState.FULFILLED
