"""Each event thrice, and old ones again at any moment: what is stored and sent stays the same."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contests.use_cases.outcome.read import read_outcome
from services.contests.use_cases.winner.answer import answer_claim
from services.contests.use_cases.winner.fulfil import fulfil_prize
from services.contests.use_cases.winner.verify import verify_winner
from shared.documents import Database
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, DRAWS, SEALS, WORKSPACE, World, world_at, world_over

COLLECTIONS = ("draws", "winners", "outcomes", "mails", "mailings", "list_chunks", "contests")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What a life without repeats leaves behind."""
    with world_at(tmp_path_factory.mktemp("plain")) as world:
        yield live(world, Pump(world))


def live(world: World, pump: Pump) -> dict[str, Any]:
    """Live a contest from its opening to its end; return what is left of it."""
    contest = world.opened()
    world.entered(contest, 7)
    world.submitted(contest, 8)
    pump.run()
    for instant in (CLOSES, SEALS, DRAWS):
        world.clock.set(instant)
        pump.run()
    decliner, *others = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    answer(world, decliner.ref, accept=False)
    for other in others:
        answer(world, other.ref, accept=True)
        verify_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=other.ref)
        fulfil_prize(world.context, workspace=WORKSPACE, contest=contest.id, ref=other.ref)
    pump.run()
    for _ in range(3):
        world.clock.advance(days=7)
        pump.run()
    return {
        "inbox": sorted((each.message_id, each.to, each.text) for each in world.inbox()),
        "outcome": read_outcome(world.context, workspace=WORKSPACE, contest=contest.id, staff=True),
        "events": sorted(event.id for event in pump.seen),
        **{name: documents(world, name) for name in COLLECTIONS},
    }


def answer(world: World, ref: str, *, accept: bool) -> None:
    """Press a button behind the link in the mail of a winner."""
    texts = [mail.text for mail in world.inbox() if ref in mail.text]
    (found,) = [match for text in texts if (match := re.search(r"/claim/(\S+)", text))]
    answer_claim(world.context, workspace=WORKSPACE, token=found[1], accept=accept)


def documents(world: World, name: str) -> list[dict[str, Any]]:
    """Return a collection's documents without what counts writes."""
    found = world.database.collection(name).find(WORKSPACE, {}, limit=500).items
    hidden = ("version", "attempts", "secrets")
    return [{key: value for key, value in each.items() if key not in hidden} for each in found]


def test_events_delivered_thrice_leave_what_one_delivery_leaves(
    tmp_path: Path, plain: dict[str, Any]
) -> None:
    with world_at(tmp_path) as world:
        assert live(world, Pump(world, times=3)) == plain


def test_a_life_leaves_the_same_in_each_kind_of_database(
    each_database: Database, plain: dict[str, Any]
) -> None:
    world = world_over(each_database)
    assert live(world, Pump(world, times=2)) == plain


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_old_events_that_come_again_out_of_order_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, plain: dict[str, Any], seed: int
) -> None:
    with world_at(tmp_path_factory.mktemp("again")) as world:
        pump = Pump(world, times=1 + seed % 3, chance=random.Random(seed))
        assert live(world, pump) == plain
