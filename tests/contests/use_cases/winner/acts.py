"""What winners and staff do after a draw, for tests."""

import re
from datetime import timedelta
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.winner import Winner
from services.contests.entrypoints.outcome_views import outcome_for_staff
from services.contests.use_cases.outcome.read import read_outcome
from services.contests.use_cases.winner.answer import answer_claim
from services.contests.use_cases.winner.fulfil import fulfil_prize
from services.contests.use_cases.winner.skip import skip_winner
from services.contests.use_cases.winner.tell import tell_winner
from services.contests.use_cases.winner.verify import verify_winner
from shared.auth import Caller
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE, World

WEEK = timedelta(days=7)
EVIDENCE = "ab" * 32


def drawn(world: World, people: int = 9, **changes: Any) -> tuple[Contest, Pump]:
    """Return a contest whose winners were told."""
    contest, pump = world.drawn(people, **changes), Pump(world)
    pump.run()
    return world.now(contest), pump


def outcome(world: World, contest: Contest) -> dict[str, Any]:
    """Return the outcome as staff read it."""
    view = read_outcome(world.context, workspace=WORKSPACE, contest=contest.id, staff=True)
    return outcome_for_staff(view, Caller("a-9", WORKSPACE, frozenset({"owner"}), "request-1"))


def at_place(world: World, contest: Contest, place: int) -> Winner:
    """Return who holds a place now, or held it last."""
    held = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    return [winner for winner in held if winner.place == place][-1]


def state(world: World, winner: Winner) -> tuple[str, str]:
    """Return what became of a winner, and its code."""
    now = world.context.stores.winners.get(WORKSPACE, winner.contest_id, winner.ref)
    return now.state.value, now.code


def token(world: World, winner: Winner) -> str:
    """Return the token in the mail of a winner."""
    texts = [mail.text for mail in world.inbox() if winner.ref in mail.text]
    return [found[1] for text in texts if (found := re.search(r"/claim/(\S+)", text))][-1]


def answer(world: World, winner: Winner, *, accept: bool) -> Winner:
    """Press a button behind the link in the mail of a winner."""
    opened = token(world, winner)
    return answer_claim(world.context, workspace=WORKSPACE, token=opened, accept=accept)


def fulfil(world: World, winner: Winner) -> None:
    """Verify a winner and hand the prize over."""
    verify_winner(world.context, workspace=WORKSPACE, contest=winner.contest_id, ref=winner.ref)
    fulfil_prize(world.context, workspace=WORKSPACE, contest=winner.contest_id, ref=winner.ref)


def propose(world: World, contest: Contest, ref: str, *, by: str) -> None:
    """Propose to skip a winner, as the account `by`."""
    skip_winner(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        ref=ref,
        code="not_eligible",
        evidence_hash=EVIDENCE,
        by=by,
    )


def tell(world: World, winner: Winner, *, by: str) -> Winner:
    """Say that a winner was told by another channel, as the account `by`."""
    return tell_winner(
        world.context,
        workspace=WORKSPACE,
        contest=winner.contest_id,
        ref=winner.ref,
        evidence_hash=EVIDENCE,
        by=by,
    )
