"""What may be done with a winner now, by one person of those who decide."""

from collections.abc import Iterator
from enum import StrEnum

from services.contests.domain.winner.telling import owed
from services.contests.domain.winner.winner import Winner, WinnerState


class Action(StrEnum):
    """A verb that a page may offer."""

    VERIFY = "verify"
    FULFIL = "fulfil"
    PROPOSE_SKIP = "propose_skip"
    APPROVE_SKIP = "approve_skip"
    REPLACE_SKIP = "replace_skip"
    KEEP = "keep"
    TELL = "tell"
    APPROVE_TOLD = "approve_told"
    REPLACE_TOLD = "replace_told"


def actions(winner: Winner, by: str) -> list[Action]:
    """Return what the account `by` may do with this winner now, in the order of a page."""
    return [*_handing(winner), *_skipping(winner, by), *_telling(winner, by)]


def _handing(winner: Winner) -> Iterator[Action]:
    next_step = {WinnerState.ACCEPTED: Action.VERIFY, WinnerState.VERIFIED: Action.FULFIL}
    if winner.state in next_step and winner.announced_at is None:
        yield next_step[winner.state]


def _skipping(winner: Winner, by: str) -> Iterator[Action]:
    if not winner.holds:
        return
    if winner.skip is None:
        yield Action.PROPOSE_SKIP
        return
    if winner.announced_at is None:
        if winner.skip.by != by:
            yield Action.APPROVE_SKIP
        yield Action.REPLACE_SKIP
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
