"""A payout to a partner: proposed by one, approved by another, sent once, told when it arrived.

`draft → confirmed → sending → sent → completed | failed`: a state never goes back, so that news of
it may come late, twice or in any order. `gathering` collects what it takes, `deciding` is two
people's, `sending` is between the stored intent and what the bank or the provider says.
"""

from services.influencers.domain.payout.actions import PayoutAction, actions
from services.influencers.domain.payout.batch import leave, never_given, require_again
from services.influencers.domain.payout.deciding import confirm, decline
from services.influencers.domain.payout.errors import (
    BankFileRefused,
    FileNotAgain,
    InAnotherFile,
    LinesSecondPersonNeeded,
    NothingDue,
    PayerMissing,
    PaymentsDisabled,
    PayoutSecondPersonNeeded,
    ReturnSecondPersonNeeded,
    StillGathering,
    WrongPayoutState,
)
from services.influencers.domain.payout.gathering import MOST_LINES, gather, propose
from services.influencers.domain.payout.payout import (
    PAYOUT_TOPIC,
    SWEEP,
    Batch,
    Moved,
    Payout,
    PayoutMethod,
    PayoutState,
    payout_id,
    reference_of,
)
from services.influencers.domain.payout.returning import (
    confirm_returned,
    dismiss_returned,
    say_returned,
)
from services.influencers.domain.payout.sending import (
    LOOK_AGAIN,
    MOST_ATTEMPTS,
    REVERSAL_REFUSED,
    asked,
    begin,
    complete,
    fail,
    not_taken_back,
    put_off,
    refuse,
    sent,
    swept,
)

__all__ = [
    "LOOK_AGAIN",
    "MOST_ATTEMPTS",
    "MOST_LINES",
    "PAYOUT_TOPIC",
    "REVERSAL_REFUSED",
    "SWEEP",
    "BankFileRefused",
    "Batch",
    "FileNotAgain",
    "InAnotherFile",
    "LinesSecondPersonNeeded",
    "Moved",
    "NothingDue",
    "PayerMissing",
    "PaymentsDisabled",
    "Payout",
    "PayoutAction",
    "PayoutMethod",
    "PayoutSecondPersonNeeded",
    "PayoutState",
    "ReturnSecondPersonNeeded",
    "StillGathering",
    "WrongPayoutState",
    "actions",
    "asked",
    "begin",
    "complete",
    "confirm",
    "confirm_returned",
    "decline",
    "dismiss_returned",
    "fail",
    "gather",
    "leave",
    "never_given",
    "not_taken_back",
    "payout_id",
    "propose",
    "put_off",
    "reference_of",
    "refuse",
    "require_again",
    "say_returned",
    "sent",
    "swept",
]
