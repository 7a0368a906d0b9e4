"""An entry as the team reviews it: with what may be decided about it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.contests.domain.contest import Action, Contest, actions_on_entry
from services.contests.domain.entry import Entry
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class Reviewed:
    """An entry, and what may be decided about it."""

    entry: Entry
    actions: Sequence[Action]


def reviewed(context: Context, entry: Entry) -> Reviewed:
    """Return an entry that was just read or written, for its team."""
    contest = context.stores.contests.get(entry.workspace_id, entry.contest_id)
    return review_of(contest, entry, context.clock.now())


def review_of(contest: Contest, entry: Entry, now: datetime) -> Reviewed:
    """Return an entry of a contest with what may be decided about it now."""
    return Reviewed(entry, actions_on_entry(contest, entry, now))
