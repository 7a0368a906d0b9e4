"""An alternate was promoted: they become a winner, and are told."""

from dataclasses import dataclass

from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.seat_winner import SeatWinner, seat_winner


@dataclass(frozen=True)
class PromoteAlternate:
    """The event `draw.alternate_promoted`."""

    workspace: str
    contest: str
    event_id: str
    ref: str
    place: int
    prize: int


def promote_alternate(command: PromoteAlternate, context: WorkContext) -> None:
    """Seat the alternate with the very prize that was given up; repeated harmlessly."""
    contest = context.stores.contests.get(command.workspace, command.contest)
    seat = SeatWinner(
        contest=contest,
        event_id=command.event_id,
        ref=command.ref,
        place=command.place,
        prize=command.prize,
        promoted=True,
    )
    seat_winner(seat, context)
