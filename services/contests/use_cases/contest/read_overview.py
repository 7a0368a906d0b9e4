"""Read a contest as its page shows it: with a page of its entries, and what became of winners."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.contests.domain.contest import Action, State, actions_on_entry
from services.contests.domain.entry import Entry
from services.contests.use_cases.contest.read import ContestView, read_contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.outcome.read import OutcomeView, read_outcome
from shared.documents import Page

DRAWN = (State.DRAWN, State.SETTLED)


@dataclass(frozen=True)
class Overview:
    """`entry_actions` are by the id of an entry; `outcome` is None before the draw."""

    contest: ContestView
    entries: Page[Entry]
    entry_actions: Mapping[str, list[Action]]
    outcome: OutcomeView | None


def read_overview(
    context: Context,
    *,
    workspace: str,
    contest: str,
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Overview:
    """Return it with a page of entries, the oldest first, of one state if given.

    Raises `NotFound`.
    """
    view = read_contest(context, workspace=workspace, contest=contest)
    entries = context.stores.entries.page(workspace, contest, state=state, after=after, limit=limit)
    now = context.clock.now()
    drawn = view.contest.state in DRAWN
    return Overview(
        contest=view,
        entries=entries,
        entry_actions={
            entry.id: actions_on_entry(view.contest, entry, now) for entry in entries.items
        },
        outcome=read_outcome(context, workspace=workspace, contest=contest, staff=True)
        if drawn
        else None,
    )
