"""Look at an entry that was confirmed: what deserves a review is noted with it."""

from collections.abc import Iterator
from dataclasses import replace

from services.contests.domain.entry import (
    BURST,
    BURST_WITHIN,
    CONFIRMED_ONCE,
    Entry,
    Hint,
    HintReason,
)
from services.contests.use_cases.context import Context
from shared.addresses import is_disposable

MOST_NAMES = 20


def hint_at_entry(context: Context, *, workspace: str, contest: str, entry: str) -> None:
    """Note what is seen of an entry, and of the others of its mailbox; repeated harmlessly."""
    found = context.stores.entries.get(workspace, contest, entry)
    if not found.mailbox_key:
        return
    names = _names(context, found)
    for each in names or [found]:
        seen = _same_mailbox(each, names)
        if each.id == found.id:
            seen = [*seen, *_own(context, found)]
        _note(context, each, seen)


def _names(context: Context, entry: Entry) -> list[Entry]:
    """Return who has a place by this mailbox; nobody unless there are several."""
    page = context.stores.entries.of_mailbox(
        entry.workspace_id, entry.contest_id, entry.mailbox_key, after=None, limit=MOST_NAMES
    )
    held = [each for each in page.items if each.state in CONFIRMED_ONCE]
    return held if len(held) > 1 else []


def _same_mailbox(entry: Entry, names: list[Entry]) -> list[Hint]:
    refs = sorted(each.ref for each in names if each.id != entry.id)
    return [Hint(HintReason.SAME_MAILBOX, refs=tuple(refs))] if refs else []


def _own(context: Context, entry: Entry) -> Iterator[Hint]:
    if is_disposable(entry.person.email):
        yield Hint(HintReason.DISPOSABLE)
    count = context.stores.entries.count_domain(entry, BURST_WITHIN)
    if count >= BURST:
        yield Hint(HintReason.BURST, count=count)


def _note(context: Context, entry: Entry, seen: list[Hint]) -> None:
    """Put what was seen in the place of what was seen before for the same reason."""

    def noted(found: Entry) -> tuple[Entry, tuple[()]]:
        if not found.mailbox_key:
            return found, ()
        hints = {each.reason: each for each in (*found.hints, *seen)}
        return replace(found, hints=tuple(hints.values())), ()

    if seen:
        context.stores.entries.change(entry, noted)
