"""Count clicks in rounds: each click once in each count, whoever is killed between two steps.

A round is begun by writing down which clicks it counts, under the next number. Then the counts
grow, each of which takes a number in once; then the clicks are marked; then the round is ended. A
round that was left is done again from its list: it changes what it had not changed yet.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from services.influencers.domain.click import KEPT, Click, counted, of_day
from services.influencers.stores.click_rounds import Round
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.cap import cap_links

MOST = 500
# Then somebody else may have a turn, or the process may end.
ROUNDS = 20


def count_clicks(context: Context, *, workspace: str) -> None:
    """Count what waits, some rounds of it, until nothing does or somebody else counts."""
    rounds = context.stores.click_rounds
    current = rounds.get(workspace)
    for _ in range(ROUNDS):
        if current is None:
            return
        if current.ids:
            clicks = context.stores.clicks.known(workspace, current.ids)
        elif clicks := context.stores.clicks.uncounted(workspace, MOST):
            current = rounds.begin(current, [click.visit.id for click in clicks])
        else:
            rounds.rest(current)
            return
        if current is not None:
            _do(context, current, clicks)
            current = rounds.end(current)
    rounds.call(workspace, context.clock.now())


def _do(context: Context, current: Round, clicks: Sequence[Click]) -> None:
    stores, workspace = context.stores, current.workspace_id
    grown = counted(clicks)
    ends = {count: _goes_at(count.period) for count in grown if count == of_day(count.period)}
    stores.click_counts.add(workspace, current.number, grown, ends)
    cap_links(context, workspace=workspace, links={click.visit.link_id for click in clicks})
    stores.clicks.mark_counted(workspace, current.ids)


def forget_day(context: Context, *, workspace: str, day: str) -> None:
    """Remove the clicks of a day whose time is over; what was counted of them stays."""
    begin = datetime.fromisoformat(day).replace(tzinfo=UTC)
    context.stores.clicks.forget(workspace, begin, begin + timedelta(days=1))
    context.stores.click_counts.ended(workspace, of_day(day))


def _goes_at(day: str) -> datetime:
    """Return when the clicks of a day go: the first of them is 25 months old."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + KEPT
