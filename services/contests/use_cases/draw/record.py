"""A draw was made: its winners, their mails, and the state of the contest follow from its event."""

from collections.abc import Sequence

from services.contests.domain.contest import drawn
from services.contests.domain.draw import Drawn
from services.contests.use_cases.contest.settle import settle_contest
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.winner.seat import seat_winner


def record_draw(
    context: WorkContext,
    *,
    workspace: str,
    contest: str,
    event_id: str,
    digest: str,
    round_number: int,
    winners: Sequence[Drawn],
) -> None:
    """Seat the winners, write their mails, move the contest to `drawn`; repeated harmlessly.

    `event_id` is the event `draw.made`.
    """
    for winner in winners:
        seat_winner(
            context,
            workspace=workspace,
            contest=contest,
            event_id=event_id,
            ref=winner.ref,
            place=winner.place,
            prize=winner.prize,
            promoted=False,
        )
    now = context.clock.now()
    context.stores.outcomes.open(workspace, contest, now)
    context.stores.contests.change(
        workspace,
        contest,
        lambda found: drawn(found, now, digest=digest, round_number=round_number),
    )
    settle_contest(context, workspace=workspace, contest=contest)
