"""Give recorded visits their verdict, and keep them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from services.influencers.domain.click import KEPT, Agent, Click, Verdict, Visit, judged
from services.influencers.domain.click.click import ONE_VISIT
from services.influencers.use_cases.context import Context

Said = Callable[[str], tuple[Agent, str]]
COUNT_AFTER = timedelta(seconds=1)
# The clicks of a day go together: one that comes as late as this is kept no more.
LATEST = KEPT - timedelta(days=2)


def judge_clicks(context: Context, said: Said, visits: Sequence[Visit]) -> None:
    """Judge visits and keep them as clicks, in two writes for a workspace; harmless when repeated.

    The visits of one link come in one order to one reader, as they are read by link: two of one
    browser are told apart from two people's.
    """
    now = context.clock.now()
    by_workspace: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.at + LATEST > now:
            by_workspace.setdefault(visit.workspace_id, []).append(visit)
    for workspace, known in by_workspace.items():
        context.stores.clicks.record(workspace, _judged(context, said, workspace, known))
        context.stores.click_rounds.call(workspace, now + COUNT_AFTER)


def _judged(context: Context, said: Said, workspace: str, visits: Sequence[Visit]) -> list[Click]:
    seen = _people(context, workspace, visits)
    clicks = []
    for visit in visits:
        people = seen.setdefault(visit.mark, {})
        others = [at for id_, at in people.items() if id_ != visit.id]
        click = judged(visit, said(visit.agent), others)
        if click.verdict is Verdict.HUMAN:
            people[visit.id] = visit.at
        clicks.append(click)
    return clicks


def _people(
    context: Context, workspace: str, visits: Sequence[Visit]
) -> dict[str, dict[str, datetime]]:
    """Return by mark which visits around these were taken for a person's."""
    seen: dict[str, dict[str, datetime]] = {}
    since = min(visit.at for visit in visits) - ONE_VISIT
    until = max(visit.at for visit in visits) + ONE_VISIT
    marks = sorted({visit.mark for visit in visits})
    for id_, mark, at in context.stores.clicks.people(workspace, marks, since, until):
        seen.setdefault(mark, {})[id_] = at
    return seen
