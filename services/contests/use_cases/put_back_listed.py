"""A sealed list is right about who is in: an exclusion that came after its page is taken back."""

from dataclasses import dataclass

from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.events import entry_reinstated
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class PutBackListed:
    """The list was sealed; or, with `entry_id`, this entry was excluded."""

    workspace: str
    contest: str
    entry_id: str = ""


def put_back_listed(command: PutBackListed, context: Context) -> None:
    """Confirm every excluded entry that stands in the sealed list; repeated harmlessly.

    An exclusion may be written while the list is, by a request that ends before it knows. What
    was written before the seal is found after it here; what is written later, by its own event.
    """
    if context.stores.contests.get(command.workspace, command.contest).sealed_at is None:
        return
    after: str | None = None
    while True:
        entries, after = _excluded(command, after, context)
        for entry in entries:
            if context.stores.list_chunks.holds(entry.workspace_id, entry.contest_id, entry.ref):
                put_back(entry, context)
        if after is None:
            return


def put_back(entry: Entry, context: Context) -> None:
    """Confirm an excluded entry again."""
    context.stores.entries.move(
        entry,
        source=EntryState.EXCLUDED,
        target=EntryState.CONFIRMED,
        event=entry_reinstated(context.stamp(), entry.facts),
    )


def _excluded(
    command: PutBackListed, after: str | None, context: Context
) -> tuple[list[Entry], str | None]:
    whose = command.workspace, command.contest
    if not command.entry_id:
        page = context.stores.entries.page(*whose, state=EntryState.EXCLUDED.value, after=after)
        return list(page.items), page.after
    entry = context.stores.entries.get(*whose, command.entry_id)
    return [entry] if entry.state is EntryState.EXCLUDED else [], None
