"""What became of the winners: an append-only chain, and where the prizes stand by it."""

from services.contests.domain.outcome.chain import (
    promote,
    skip,
    standing_after,
    standing_at_draw,
)
from services.contests.domain.outcome.outcome import Outcome, OutcomeStep, pass_on

__all__ = [
    "Outcome",
    "OutcomeStep",
    "pass_on",
    "promote",
    "skip",
    "standing_after",
    "standing_at_draw",
]
