"""A draw was made: its winners, their mails, and the state of the contest follow from its event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.contests.domain.contest import drawn
from services.contests.use_cases.contest.settle import settle_contest
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.seat_winner import SeatWinner, seat_winner


@dataclass(frozen=True)
class RecordDraw:
    """The event `draw.made`: `winners` are {place, ref, prize}."""

    workspace: str
    contest: str
    event_id: str
    digest: str
    round: int
    winners: Sequence[Mapping[str, Any]]


def record_draw(command: RecordDraw, context: WorkContext) -> None:
    """Seat the winners, write their mails, move the contest to `drawn`; repeated harmlessly."""
    contest = context.stores.contests.get(command.workspace, command.contest)
    for winner in command.winners:
        seat_winner(
            SeatWinner(
                contest=contest,
                event_id=command.event_id,
                ref=winner["ref"],
                place=winner["place"],
                prize=winner["prize"],
                promoted=False,
            ),
            context,
        )
    context.stores.outcomes.open(command.workspace, command.contest, context.clock.now())
    now = context.clock.now()
    context.stores.contests.change(
        command.workspace,
        command.contest,
        lambda found: drawn(found, now, digest=command.digest, round_number=command.round),
    )
    settle_contest(context, workspace=command.workspace, contest=command.contest)
