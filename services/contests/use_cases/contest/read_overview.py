"""Read a contest as its page shows it: with a page of its entries, and what became of winners."""

from dataclasses import dataclass

from services.contests.use_cases.contest.read import ContestView, read_contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.list import list_entries
from services.contests.use_cases.entry.review import Reviewed
from services.contests.use_cases.outcome.read import OutcomeView, read_outcome
from shared.documents import Page


@dataclass(frozen=True)
class Overview:
    """`outcome` is None before the draw."""

    contest: ContestView
    entries: Page[Reviewed]
    outcome: OutcomeView | None


def read_overview(
    context: Context,
    *,
    workspace: str,
    contest: str,
    state: str = "",
    hinted: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Overview:
    """Return it with a page of entries, chosen as `list_entries` chooses them.

    Raises `NotFound`.
    """
    view = read_contest(context, workspace=workspace, contest=contest)
    return Overview(
        contest=view,
        entries=list_entries(
            context,
            workspace=workspace,
            contest=contest,
            state=state,
            hinted=hinted,
            after=after,
            limit=limit,
        ),
        outcome=read_outcome(context, workspace=workspace, contest=contest, staff=True)
        if view.contest.was_drawn
        else None,
    )
