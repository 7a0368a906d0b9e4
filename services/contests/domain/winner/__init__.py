"""Winners: each transition returns the winner as they are afterwards, with the events of it.

`seating` begins, `telling` lets times run and `reminding` says when they do, `answering`,
`delivering`, `receiving` and `handing` lead to the prize, `skipping` and `ending` away from it;
`asking` gives the dates that lack, `actions` says what may come next. `letters` is what the team
writes to them.
"""

from services.contests.domain.winner.actions import Action, OwnAction, actions, own_actions
from services.contests.domain.winner.answering import DETAILS_TIME, answer, may_answer
from services.contests.domain.winner.asking import asked, dated
from services.contests.domain.winner.deciding import step_of
from services.contests.domain.winner.delivering import (
    Parcel,
    give,
    may_give,
    owes_details,
    parcel_of,
    send,
)
from services.contests.domain.winner.details import (
    ADDRESS_FIELDS,
    DETAILS_FIELDS,
    Address,
    Details,
    details_of,
)
from services.contests.domain.winner.ending import RECHECK, looked_after, lost_for
from services.contests.domain.winner.errors import (
    ClaimAnswered,
    ClaimExpired,
    CodeGiven,
    DetailsOwed,
    PrizeGone,
    PrizeHeld,
    ProposalChanged,
    SecondPersonNeeded,
    WrongWinnerState,
)
from services.contests.domain.winner.handing import fulfil, verify
from services.contests.domain.winner.letters import (
    MOST_LETTERS,
    had_place,
    holds_place,
    may_be_written_to,
    written_to,
)
from services.contests.domain.winner.moving import (
    as_entry_allows,
    forget_at,
    forgotten,
    nameless,
)
from services.contests.domain.winner.receiving import COUNTS_AFTER, counted, miss, receive
from services.contests.domain.winner.reminding import Reminder, reminder_due
from services.contests.domain.winner.seating import seated, withdraw
from services.contests.domain.winner.sending import SENDING_FIELDS, Sending, sending_of
from services.contests.domain.winner.skipping import keep, skip
from services.contests.domain.winner.telling import owed, tell, told_of_prize, told_of_skip
from services.contests.domain.winner.winner import (
    OBJECTION_TIME,
    STAFF_CODES,
    About,
    Moved,
    Skip,
    SkipStep,
    Told,
    Winner,
    WinnerLetter,
    WinnerState,
    WinnerStep,
    winner_id,
)

__all__ = [
    "ADDRESS_FIELDS",
    "COUNTS_AFTER",
    "DETAILS_FIELDS",
    "DETAILS_TIME",
    "MOST_LETTERS",
    "OBJECTION_TIME",
    "RECHECK",
    "SENDING_FIELDS",
    "STAFF_CODES",
    "About",
    "Action",
    "Address",
    "ClaimAnswered",
    "ClaimExpired",
    "CodeGiven",
    "Details",
    "DetailsOwed",
    "Moved",
    "OwnAction",
    "Parcel",
    "PrizeGone",
    "PrizeHeld",
    "ProposalChanged",
    "Reminder",
    "SecondPersonNeeded",
    "Sending",
    "Skip",
    "SkipStep",
    "Told",
    "Winner",
    "WinnerLetter",
    "WinnerState",
    "WinnerStep",
    "WrongWinnerState",
    "actions",
    "answer",
    "as_entry_allows",
    "asked",
    "counted",
    "dated",
    "details_of",
    "forget_at",
    "forgotten",
    "fulfil",
    "give",
    "had_place",
    "holds_place",
    "keep",
    "looked_after",
    "lost_for",
    "may_answer",
    "may_be_written_to",
    "may_give",
    "miss",
    "nameless",
    "owed",
    "owes_details",
    "own_actions",
    "parcel_of",
    "receive",
    "reminder_due",
    "seated",
    "send",
    "sending_of",
    "skip",
    "step_of",
    "tell",
    "told_of_prize",
    "told_of_skip",
    "verify",
    "winner_id",
    "withdraw",
    "written_to",
]
