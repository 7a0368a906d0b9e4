"""What winners and staff do after a draw, for tests."""

import re
from datetime import timedelta
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.use_cases.answer_claim import AnswerClaim, answer_claim
from services.contests.use_cases.fulfil_prize import (
    FulfilPrize,
    VerifyWinner,
    fulfil_prize,
    verify_winner,
)
from services.contests.use_cases.read_outcome import ReadOutcome, read_outcome
from services.contests.use_cases.skip_winner import SkipWinner, skip_winner
from services.contests.use_cases.tell_winner import TellWinner, tell_winner
from shared.documents import Document
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
    return read_outcome(ReadOutcome(WORKSPACE, contest.id, staff=True), world.context)


def at_place(world: World, contest: Contest, place: int) -> Document:
    """Return who holds a place now, or held it last."""
    held = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    return [winner for winner in held if winner["place"] == place][-1]


def state(world: World, winner: Document) -> tuple[str, str]:
    """Return what became of a winner, and its code."""
    now = world.context.stores.winners.get(WORKSPACE, winner["contest_id"], winner["ref"])
    return now["state"], now.get("code", "")


def token(world: World, winner: Document) -> str:
    """Return the token in the mail of a winner."""
    texts = [mail.text for mail in world.inbox() if winner["ref"] in mail.text]
    return [found[1] for text in texts if (found := re.search(r"/claim/(\S+)", text))][-1]


def answer(world: World, winner: Document, *, accept: bool) -> Document:
    """Press a button behind the link in the mail of a winner."""
    return answer_claim(AnswerClaim(WORKSPACE, token(world, winner), accept), world.context)


def fulfil(world: World, winner: Document) -> None:
    """Verify a winner and hand the prize over."""
    verify_winner(VerifyWinner(WORKSPACE, winner["contest_id"], winner["ref"]), world.context)
    fulfil_prize(FulfilPrize(WORKSPACE, winner["contest_id"], winner["ref"]), world.context)


def propose(world: World, contest: Contest, ref: str, *, by: str) -> None:
    """Propose to skip a winner, as the account `by`."""
    command = SkipWinner(WORKSPACE, contest.id, ref, "not_eligible", EVIDENCE, by)
    skip_winner(command, world.context)


def tell(world: World, winner: Document, *, by: str) -> Document:
    """Say that a winner was told by another channel, as the account `by`."""
    command = TellWinner(WORKSPACE, winner["contest_id"], winner["ref"], EVIDENCE, by)
    return tell_winner(command, world.context)
