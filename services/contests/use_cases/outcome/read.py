"""What became of the winners, for everyone or for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.draw import Draw
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.outcome import Outcome
from services.contests.domain.winner import Winner
from services.contests.use_cases.context import Context
from services.contests.use_cases.outcome.left import alternates_left
from shared.post import MailState


@dataclass(frozen=True)
class OutcomeView:
    """A draw, what followed, and its winners by place in turn.

    `alternates_left` are those who may still take a prize.
    For staff alone: `mails` is what became of the mails that told them, by entry id; `asks` what
    their prizes ask, by ref.
    """

    draw: Draw
    outcome: Outcome
    winners: Sequence[Winner]
    mails: Mapping[str, MailState]
    asks: Mapping[str, PrizeAsk]
    alternates_left: int


def read_outcome(
    context: Context, *, workspace: str, contest: str, staff: bool = False
) -> OutcomeView:
    """Return the outcome of a contest. Raises `NotFound` before the draw."""
    stores = context.stores
    draw = stores.draws.get(workspace, contest)
    outcome = stores.outcomes.find(workspace, contest)
    winners = stores.winners.of_contest(workspace, contest)
    mails = stores.mails.states(workspace, contest, Purpose.WINNER) if staff else {}
    asking = stores.contests.get(workspace, contest) if staff else None
    return OutcomeView(
        draw=draw,
        outcome=outcome or Outcome(workspace, contest, created_at=draw.drawn_at),
        winners=winners,
        mails=mails,
        asks={each.ref: asking.ask_of(each.prize_name) for each in winners} if asking else {},
        alternates_left=alternates_left(context, workspace=workspace, contest=contest),
    )
