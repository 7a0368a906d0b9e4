"""A program, its form, and what may become of it."""

from services.influencers.domain.program.blocking import blocking_of
from services.influencers.domain.program.form import FIELDS, Group, ProgramForm, Reward
from services.influencers.domain.program.program import (
    Program,
    ProgramAction,
    State,
    actions_on,
    ended,
    in_rhythm,
    opened,
    paused,
    resumed,
    round_asked,
    round_done,
    saved,
    terms_hash,
)
from services.influencers.domain.program.rates import Rates, rates_of

__all__ = [
    "FIELDS",
    "Group",
    "Program",
    "ProgramAction",
    "ProgramForm",
    "Rates",
    "Reward",
    "State",
    "actions_on",
    "blocking_of",
    "ended",
    "in_rhythm",
    "opened",
    "paused",
    "rates_of",
    "resumed",
    "round_asked",
    "round_done",
    "saved",
    "terms_hash",
]
