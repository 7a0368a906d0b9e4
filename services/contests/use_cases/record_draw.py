"""A draw was made: its winners, their mails, and the state of the contest follow from its event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.contests.domain.contest import Contest, State, retention_end
from services.contests.domain.events import contest_drawn
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.seat_winner import SeatWinner, seat_winner
from services.contests.use_cases.settle_contest import SettleContest, settle_contest
from shared.errors import StaleVersion


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
    _mark_drawn(contest, command, context)
    settle_contest(SettleContest(command.workspace, command.contest), context)


def _mark_drawn(contest: Contest, command: RecordDraw, context: WorkContext) -> None:
    while contest.state is State.SEALED:
        now = context.clock.now()
        drawn = replace(
            contest,
            state=State.DRAWN,
            drawn_at=now,
            updated_at=now,
            draw={
                "digest": command.digest,
                "round": command.round,
                "test_beacon": contest.test_beacon,
            },
        )
        drawn = replace(drawn, due_at=retention_end(drawn))
        stamp = context.stamp_of("contest.drawn", contest.id)
        event = contest_drawn(stamp, contest_id=contest.id, digest=command.digest)
        try:
            context.stores.contests.save(drawn, [event])
        except StaleVersion:
            contest = context.stores.contests.get(command.workspace, command.contest)
            continue
        return
