"""Exclude an entry during the review: for a public reason, with time left to appeal."""

from services.contests.domain.contest import accept_exclusion
from services.contests.domain.entry import Entry, ExclusionReason
from services.contests.domain.errors import ListSealed
from services.contests.use_cases.audit.changes import audited
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.acknowledge import listed
from services.contests.use_cases.entry.put_back import put_back
from shared.events import Event


def exclude_entry(
    context: Context,
    *,
    workspace: str,
    contest: str,
    entry: str,
    reason: ExclusionReason,
    by: str,
    note: str = "",
) -> Entry:
    """Return the excluded entry; a repeat returns the same. `note` stays among the team.

    Raises `NotFound`, `WrongEntryState`, `TooLateToExclude`, `Sealing`, or `ListSealed` where the
    list was sealed with the entry in it, which then stays in.
    """
    found = context.stores.entries.get(workspace, contest, entry)

    def exclude(entry: Entry) -> tuple[Entry, list[Event]]:
        if entry.reason == reason:
            return entry, []
        stamp = context.stamp()
        accept_exclusion(context.stores.contests.get(workspace, contest), stamp.at)
        return entry.exclude(stamp, reason, by=by, note=note)

    whose = {"workspace": workspace, "contest": contest, "ref": found.ref}
    step = audited(context, exclude, **whose, act="exclude", by=by)
    excluded = context.stores.entries.change(found, step)
    if listed(context, excluded):
        put_back(context, excluded)
        raise ListSealed
    return excluded
