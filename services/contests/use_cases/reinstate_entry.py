"""Take an exclusion back, after an appeal."""

from dataclasses import dataclass

from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.errors import ListSealed, WrongEntryState
from services.contests.domain.events import entry_reinstated
from services.contests.use_cases.context import Context
from services.contests.use_cases.second_reading import acknowledge


@dataclass(frozen=True)
class ReinstateEntry:
    """Someone of the team puts an excluded entry back in."""

    workspace_id: str
    contest_id: str
    entry_id: str


def reinstate_entry(command: ReinstateEntry, context: Context) -> Entry:
    """Return the entry, confirmed again; a repeat returns the same.

    Raises `NotFound`, `WrongEntryState`, `ListSealed`, `Sealing`, or `ContestClosed` where the
    list was sealed without it: the entry has lapsed then.
    """
    entry = context.stores.entries.get(command.workspace_id, command.contest_id, command.entry_id)
    if entry.state is not EntryState.CONFIRMED:
        entry = _reinstate(entry, context)
    acknowledge(context, entry)
    return entry


def _reinstate(entry: Entry, context: Context) -> Entry:
    if context.stores.contests.get(entry.workspace_id, entry.contest_id).sealing_at is not None:
        raise ListSealed
    moved = context.stores.entries.move(
        entry,
        source=EntryState.EXCLUDED,
        target=EntryState.CONFIRMED,
        event=entry_reinstated(context.stamp(), entry.facts),
    )
    if moved is None:
        raise WrongEntryState(extra={"state": entry.state.value})
    return moved
