"""What may be done with a winner now, by one person of those who decide."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.winner.answering import may_answer
from services.contests.domain.winner.delivering import (
    may_give,
    may_send,
    owes_details,
)
from services.contests.domain.winner.receiving import may_miss, may_receive
from services.contests.domain.winner.skipping import may_keep
from services.contests.domain.winner.telling import owed
from services.contests.domain.winner.winner import Winner, WinnerState


class Action(StrEnum):
    """A verb that a page may offer."""

    VERIFY = "verify"
    FULFIL = "fulfil"
    SEND = "send"
    CORRECT_SENDING = "correct_sending"
    PROPOSE_SKIP = "propose_skip"
    APPROVE_SKIP = "approve_skip"
    REPLACE_SKIP = "replace_skip"
    KEEP = "keep"
    TELL = "tell"
    APPROVE_TOLD = "approve_told"
    REPLACE_TOLD = "replace_told"


class OwnAction(StrEnum):
    """A verb that a winner's own page may offer."""

    ACCEPT = "accept"
    DECLINE = "decline"
    GIVE = "give"
    RECEIVE = "receive"
    MISS = "miss"


def actions(winner: Winner, by: str, ask: PrizeAsk) -> list[Action]:
    """Return what the account `by` may do with this winner now, in the order of a page.

    `ask` is what the prize asks.
    """
    return [*_handing(winner, ask), *_skipping(winner, by), *_telling(winner, by)]


def own_actions(
    winner: Winner, ask: PrizeAsk, now: datetime, *, erased: bool = False
) -> list[OwnAction]:
    """Return what a winner may do behind the link of their mail; of who is `erased`, none asks."""
    if may_answer(winner, now):
        return [OwnAction.ACCEPT, OwnAction.DECLINE]
    offered = {
        OwnAction.GIVE: ask.anything and may_give(winner) and not erased,
        OwnAction.RECEIVE: may_receive(winner),
        OwnAction.MISS: may_miss(winner),
    }
    return [action for action, may in offered.items() if may]


def _handing(winner: Winner, ask: PrizeAsk) -> Iterator[Action]:
    next_step = {WinnerState.ACCEPTED: Action.VERIFY, WinnerState.VERIFIED: Action.FULFIL}
    if may_send(winner, ask):
        yield Action.CORRECT_SENDING if winner.sending else Action.SEND
    held_up = winner.announced_at is not None or owes_details(winner, ask)
    if winner.state in next_step and winner.sending is None and not held_up:
        yield next_step[winner.state]


def _skipping(winner: Winner, by: str) -> Iterator[Action]:
    if not winner.may_lose:
        return
    if winner.skip is None:
        yield Action.PROPOSE_SKIP
        return
    if winner.announced_at is None:
        if winner.skip.by != by:
            yield Action.APPROVE_SKIP
        yield Action.REPLACE_SKIP
    if may_keep(winner, by):
        yield Action.KEEP


def _telling(winner: Winner, by: str) -> Iterator[Action]:
    about, told = owed(winner), winner.told
    if about is None:
        return
    if told is None or told.about is not about:
        yield Action.TELL
        return
    if told.by != by:
        yield Action.APPROVE_TOLD
    yield Action.REPLACE_TOLD
