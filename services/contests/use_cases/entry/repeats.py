"""Count a mailbox once, however many forms came of it."""

from collections.abc import Sequence
from dataclasses import replace

from services.contests.domain.entry import Entry, EntryState
from services.contests.use_cases.context import Context
from shared.events import Event

_PAGE = 50


def is_repeat(context: Context, entry: Entry) -> bool:
    """Return whether a form comes of a mailbox that another entry counts already."""
    whose = (entry.workspace_id, entry.contest_id, entry.mailbox_key)
    return bool(context.stores.entries.of_mailbox(*whose, after=None, limit=1).items)


def mark_repeats(context: Context, confirmed: Entry) -> None:
    """Let what else came of the mailbox of a confirmed entry count no more; a repeat is harmless.

    An entry of earlier code has no key of its mailbox, and finds none.
    """
    if not confirmed.mailbox_key:
        return
    whose = (confirmed.workspace_id, confirmed.contest_id, confirmed.mailbox_key)
    after: str | None = None
    while True:
        page = context.stores.entries.of_mailbox(*whose, after=after, limit=_PAGE)
        for each in page.items:
            if each.state is EntryState.UNCONFIRMED and not each.repeat:
                context.stores.entries.change(each, _as_repeat)
        if page.after is None:
            return
        after = page.after


def _as_repeat(entry: Entry) -> tuple[Entry, Sequence[Event]]:
    waits = entry.state is EntryState.UNCONFIRMED
    return (replace(entry, repeat=True) if waits else entry), ()
