"""A sealed list is right about who is in: an exclusion that came after its page is taken back."""

from services.contests.domain.entry import Entry, EntryState
from services.contests.use_cases.context import Context
from shared.documents import Page
from shared.events import Event


def put_back_listed(context: Context, *, workspace: str, contest: str, entry: str = "") -> None:
    """Confirm every excluded entry that stands in the sealed list; repeated harmlessly.

    With `entry`, that one alone. An exclusion may be written while the list is, by a request that
    ends before it knows. What was written before the seal is found after it here; what is written
    later, by its own event.
    """
    if context.stores.contests.get(workspace, contest).sealed_at is None:
        return
    after: str | None = None
    while True:
        page = _excluded(context, workspace, contest, entry, after)
        for each in page.items:
            if context.stores.list_chunks.holds(workspace, contest, each.ref):
                put_back(context, each)
        after = page.after
        if after is None:
            return


def put_back(context: Context, entry: Entry) -> None:
    """Confirm an excluded entry again."""

    def back(entry: Entry) -> tuple[Entry, list[Event]]:
        excluded = entry.state is EntryState.EXCLUDED
        return entry.reinstate(context.stamp()) if excluded else (entry, [])

    context.stores.entries.change(entry, back)


def _excluded(
    context: Context, workspace: str, contest: str, entry: str, after: str | None
) -> Page[Entry]:
    if not entry:
        state = EntryState.EXCLUDED.value
        return context.stores.entries.page(workspace, contest, state=state, after=after)
    found = context.stores.entries.get(workspace, contest, entry)
    return Page([found] if found.state is EntryState.EXCLUDED else [])
