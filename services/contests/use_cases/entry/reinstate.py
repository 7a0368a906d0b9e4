"""Take an exclusion back, after an appeal."""

from services.contests.domain.contest import accept_review
from services.contests.domain.entry import Entry, EntryState
from services.contests.use_cases.audit.changes import audited
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.acknowledge import acknowledge
from shared.events import Event


def reinstate_entry(
    context: Context, *, workspace: str, contest: str, entry: str, by: str = ""
) -> Entry:
    """Return the entry, confirmed again; a repeat returns the same.

    Raises `NotFound`, `WrongEntryState`, `ListSealed`, `Sealing`, or `ContestClosed` where the
    list was sealed without it: the entry has lapsed then.
    """
    found = context.stores.entries.get(workspace, contest, entry)

    def reinstate(entry: Entry) -> tuple[Entry, list[Event]]:
        if entry.state is EntryState.CONFIRMED:
            return entry, []
        accept_review(context.stores.contests.get(workspace, contest))
        return entry.reinstate(context.stamp())

    whose = {"workspace": workspace, "contest": contest, "ref": found.ref}
    step = audited(context, reinstate, **whose, act="reinstate", by=by)
    back = context.stores.entries.change(found, step)
    acknowledge(context, back)
    return back
