"""Exclude an entry during the review: for a public reason, with time left to appeal."""

from dataclasses import dataclass

from services.contests.domain.entry import Entry, EntryState, Exclusion, ExclusionReason
from services.contests.domain.errors import ListSealed, TooLateToExclude, WrongEntryState
from services.contests.domain.events import entry_excluded
from services.contests.use_cases.context import Context
from services.contests.use_cases.put_back_listed import put_back
from services.contests.use_cases.second_reading import listed


@dataclass(frozen=True)
class ExcludeEntry:
    """Someone of the team takes an entry out; `note` stays among them."""

    workspace_id: str
    contest_id: str
    entry_id: str
    reason: ExclusionReason
    by: str
    note: str = ""


def exclude_entry(command: ExcludeEntry, context: Context) -> Entry:
    """Return the excluded entry; a repeat returns the same.

    Raises `NotFound`, `WrongEntryState`, `TooLateToExclude`, `Sealing`, or `ListSealed` where the
    list was sealed with the entry in it, which then stays in.
    """
    entry = context.stores.entries.get(command.workspace_id, command.contest_id, command.entry_id)
    if entry.reason != command.reason:
        entry = _exclude(command, entry, context)
    if listed(context, entry):
        put_back(entry, context)
        raise ListSealed
    return entry


def _exclude(command: ExcludeEntry, entry: Entry, context: Context) -> Entry:
    stamp = context.stamp()
    contest = context.stores.contests.get(command.workspace_id, command.contest_id)
    if contest.sealing_at is not None:
        raise ListSealed
    if stamp.at >= contest.schedule.last_exclusion:
        raise TooLateToExclude
    moved = context.stores.entries.move(
        entry,
        source=EntryState.CONFIRMED,
        target=EntryState.EXCLUDED,
        event=entry_excluded(stamp, entry.facts, reason=command.reason.value),
        excluded=Exclusion(command.reason, command.by, stamp.at, command.note),
    )
    if moved is None:
        raise WrongEntryState(extra={"state": entry.state.value})
    return moved
