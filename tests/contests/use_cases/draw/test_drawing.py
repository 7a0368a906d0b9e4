"""At the round: one draw, ever, whoever computes it and however often."""

import json
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from services.contests.domain.beacon import TEST
from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import canonical_hash
from services.contests.domain.errors import WrongState
from services.contests.use_cases.draw.make import draw_contest
from services.contests.use_cases.draw.paste_beacon import paste_beacon
from services.contests.use_cases.draw.read_papers import (
    read_certificate,
    read_commitment,
    read_list,
)
from shared.errors import Invalid, NotFound, StaleVersion
from stack.beacon import sign_round
from tests.contests.naive import order_of
from tests.contests.pump import Pump
from tests.contests.putting import put
from tests.contests.world import DRAWS, WORKSPACE, World


def certificate(world: World, contest: Contest) -> bytes:
    return b"".join(read_certificate(world.context, workspace=WORKSPACE, contest=contest.id))


def round_of(contest: Contest) -> int:
    return int((contest.commitment or {})["beacon"]["round"])


def test_a_contest_is_drawn_at_its_round_and_not_before(world: World) -> None:
    contest = world.sealed(9)
    world.clock.set(TEST.time_of(round_of(contest)) - timedelta(milliseconds=1))
    Pump(world).run()
    assert world.now(contest).state is State.SEALED
    assert world.beacons.asked == 0
    world.clock.set(TEST.time_of(round_of(contest)))
    Pump(world).run()
    drawn = world.now(contest)
    assert drawn.state is State.DRAWN
    assert drawn.draw is not None
    digest = json.loads(certificate(world, contest))["digest"]
    assert drawn.draw == {"digest": digest, "round": round_of(contest), "test_beacon": True}


def test_a_certificate_holds_all_that_recomputing_needs(world: World) -> None:
    contest = world.drawn(9)
    whole = json.loads(certificate(world, contest))
    rest = {name: value for name, value in whole.items() if name != "digest"}
    assert canonical_hash(rest) == whole["digest"]
    assert whole["rules"]["settings"] == contest.settings
    order = order_of(whole["list"], bytes.fromhex(whole["signature"]), contest.seal)
    assert [winner["ref"] for winner in whole["winners"]] + whole["alternates"] == order[:5]


def test_twenty_draws_at_once_make_one_certificate_byte_for_byte(world: World) -> None:
    contest = world.sealed(40)
    world.clock.set(DRAWS)
    barrier, found = Barrier(20), []

    def draw_alone() -> None:
        barrier.wait()
        with suppress(StaleVersion):
            draw_contest(world.context, contest)
        found.append(certificate(world, contest))

    workers = [Thread(target=draw_alone) for _ in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 20
    assert len(set(found)) == 1
    pump = Pump(world)
    pump.run()
    assert pump.verbs().count("made") == 1
    assert world.database.collection("draws").count(WORKSPACE, {}) == 1


def test_a_draw_that_ended_before_its_contest_knew_is_found_again(world: World) -> None:
    contest = world.sealed(9)
    world.clock.set(DRAWS)
    world.advance(contest)
    first = certificate(world, contest)
    put(world.context, contest, due_at=DRAWS)
    world.clock.advance(minutes=5)
    world.advance(contest)
    assert certificate(world, contest) == first
    assert world.beacons.asked == 1
    Pump(world).run()
    assert world.now(contest).state is State.DRAWN


def test_a_late_beacon_is_waited_for_at_the_same_round(world: World) -> None:
    contest = world.sealed(9)
    world.beacons.late_by = 40
    world.clock.set(DRAWS)
    waiting = world.advance(contest)
    assert waiting.state is State.SEALED
    assert waiting.due_at is not None
    assert DRAWS < waiting.due_at <= DRAWS + timedelta(seconds=15)
    while world.context.stores.draws.find(WORKSPACE, contest.id) is None:
        world.clock.advance(seconds=3)
        Pump(world).run()
    whole = json.loads(certificate(world, contest))
    assert whole["signature"] == sign_round(round_of(contest)).hex()
    assert whole["commitment"]["beacon"]["round"] == round_of(contest)


def test_a_lying_beacon_draws_nothing_and_is_asked_again(world: World) -> None:
    contest = world.sealed(9)
    world.beacons.lying = True
    world.clock.set(DRAWS)
    Pump(world).run()
    assert world.context.stores.draws.find(WORKSPACE, contest.id) is None
    world.beacons.lying = False
    world.clock.advance(seconds=20)
    Pump(world).run()
    assert world.now(contest).state is State.DRAWN


def test_a_pasted_signature_of_another_round_is_refused_and_the_right_one_draws(
    world: World,
) -> None:
    contest = world.sealed(9)
    world.beacons.late_by = 10**6
    world.clock.set(DRAWS)
    Pump(world).run()
    world.beacons.late_by = 0
    paste(world, contest, sign_round(round_of(contest) + 1).hex())
    world.clock.advance(seconds=20)
    world.beacons.lying = True
    Pump(world).run()
    assert world.context.stores.draws.find(WORKSPACE, contest.id) is None
    assert world.context.stores.pasted_beacons.get(WORKSPACE, contest.id) == ""
    paste(world, contest, "  " + sign_round(round_of(contest)).hex().upper() + "\n")
    world.clock.advance(seconds=20)
    Pump(world).run()
    assert world.now(contest).state is State.DRAWN


def test_a_signature_is_pasted_only_after_the_seal_and_only_as_hexadecimal(world: World) -> None:
    contest = world.opened()
    with pytest.raises(WrongState):
        paste(world, contest, "0" * 96)
    with pytest.raises(Invalid):
        paste(world, contest, "z" * 96)


def test_pasted_junk_never_holds_a_draw(world: World) -> None:
    contest = world.sealed(9)
    world.clock.set(DRAWS)
    paste(world, contest, sign_round(round_of(contest) + 1).hex())
    world.advance(contest)
    whole = json.loads(certificate(world, contest))
    assert whole["signature"] == sign_round(round_of(contest)).hex()
    assert world.context.stores.pasted_beacons.get(WORKSPACE, contest.id) == ""


def test_a_signature_is_taken_from_the_time_of_its_round_on(world: World) -> None:
    contest = world.sealed(9)
    world.clock.set(TEST.time_of(round_of(contest)) - timedelta(milliseconds=1))
    with pytest.raises(Invalid) as refused:
        paste(world, contest, sign_round(round_of(contest)).hex())
    assert [fault.code for fault in refused.value.fields] == ["before_the_round"]
    world.clock.set(TEST.time_of(round_of(contest)))
    paste(world, contest, sign_round(round_of(contest)).hex())


def test_papers_are_public_from_the_seal_and_the_certificate_from_the_draw(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 4)
    papers = {"workspace": WORKSPACE, "contest": contest.id}
    with pytest.raises(NotFound):
        read_commitment(world.context, **papers)
    with pytest.raises(NotFound):
        read_list(world.context, **papers)
    sealed = world.seal(contest)
    assert read_commitment(world.context, **papers).seal == sealed.seal
    page = read_list(world.context, **papers)
    assert (len(page.items), page.after) == (4, None)
    with pytest.raises(NotFound):
        read_list(world.context, **papers, after="0")
    with pytest.raises(NotFound):
        read_certificate(world.context, **papers)


def test_another_workspace_sees_no_paper(world: World) -> None:
    contest = world.drawn(4)
    for read in (read_commitment, read_certificate):
        with pytest.raises(NotFound):
            read(world.context, workspace="somebody-else", contest=contest.id)


def paste(world: World, contest: Contest, signature: str) -> None:
    paste_beacon(
        world.context, workspace=WORKSPACE, contest=contest.id, signature=signature, by="a-1"
    )
