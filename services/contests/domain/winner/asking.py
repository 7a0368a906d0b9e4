"""What a prize asks is asked of who accepted until a date: from their yes, or from when it came."""

from datetime import datetime

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.winner.answering import DETAILS_TIME
from services.contests.domain.winner.delivering import may_give, owes_details
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.receiving import counted
from services.contests.domain.winner.winner import Winner


def dated(winner: Winner, ask: PrizeAsk | None, now: datetime) -> Winner:
    """Return the winner with each date that they lack: for what they owe, for what is on its way.

    `ask` is what the prize asks, None where nobody is asked.
    """
    return counted(winner if ask is None else asked(winner, ask, now), now)


def asked(winner: Winner, ask: PrizeAsk, now: datetime) -> Winner:
    """Give a date to who owes what the prize asks and has none; who owes nothing loses theirs.

    A date that has passed stays: who is late is late, and loses nothing by that. Nobody who is to
    be skipped is asked.
    """
    if not may_give(winner) or winner.announced_at is not None:
        return winner
    if owes_details(winner, ask) is (winner.details_by is not None):
        return winner
    if winner.details_by is not None:
        return moved(winner, now, details_by=None)
    return moved(winner, now, asked_at=now, details_by=now + DETAILS_TIME, reminded="")
