"""What became of the winners: an append-only chain, and where the prizes stand by it."""

from services.contests.domain.outcome.chain import (
    promote,
    skip,
    standing_after,
    standing_at_draw,
)
from services.contests.domain.outcome.outcome import Outcome, OutcomeStep, pass_on
from services.contests.domain.outcome.result import OwnResult, ResultKind, result_of

__all__ = [
    "Outcome",
    "OutcomeStep",
    "OwnResult",
    "ResultKind",
    "pass_on",
    "promote",
    "result_of",
    "skip",
    "standing_after",
    "standing_at_draw",
]
