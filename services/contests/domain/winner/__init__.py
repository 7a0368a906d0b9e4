"""Winners: each transition returns the winner as they are afterwards, with the events of it.

`seating` begins, `telling` lets times run, `answering` and `handing` lead to the prize, `skipping`
and `ending` away from it; `actions` says which of them may come next.
"""

from services.contests.domain.winner.actions import Action, actions
from services.contests.domain.winner.answering import answer, may_answer
from services.contests.domain.winner.ending import RECHECK, looked_after, lost_for
from services.contests.domain.winner.errors import (
    ClaimAnswered,
    ClaimExpired,
    SecondPersonNeeded,
    WrongWinnerState,
)
from services.contests.domain.winner.handing import fulfil, verify
from services.contests.domain.winner.seating import seated, withdraw
from services.contests.domain.winner.skipping import keep, skip
from services.contests.domain.winner.telling import tell, told_of_prize, told_of_skip
from services.contests.domain.winner.winner import (
    OBJECTION_TIME,
    STAFF_CODES,
    About,
    Moved,
    Skip,
    Told,
    Winner,
    WinnerState,
    WinnerStep,
    winner_id,
)

__all__ = [
    "OBJECTION_TIME",
    "RECHECK",
    "STAFF_CODES",
    "About",
    "Action",
    "ClaimAnswered",
    "ClaimExpired",
    "Moved",
    "SecondPersonNeeded",
    "Skip",
    "Told",
    "Winner",
    "WinnerState",
    "WinnerStep",
    "WrongWinnerState",
    "actions",
    "answer",
    "fulfil",
    "keep",
    "looked_after",
    "lost_for",
    "may_answer",
    "seated",
    "skip",
    "tell",
    "told_of_prize",
    "told_of_skip",
    "verify",
    "winner_id",
    "withdraw",
]
