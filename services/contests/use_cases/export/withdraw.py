"""Somebody erased themselves, or wants no newsletter: what was written before goes at once."""

from collections.abc import Collection
from datetime import datetime

from services.contests.domain.entry import Entry
from services.contests.domain.export import Export, ExportState, Gone, What
from services.contests.use_cases.context import Context


def withdraw_exports(context: Context, entry: Entry, *, erased_at: datetime | None = None) -> None:
    """Withdraw the exports of its contest that may name the person of an erased entry.

    One that is being written begins again by itself; one that was ready before they entered stays.
    This comes after the erasure: what is read from then on names nobody. With `erased_at`, only
    those that read before are meant.
    """
    whose = entry.workspace_id, entry.contest_id
    holding = {What.PEOPLE}
    if context.stores.winners.find(*whose, entry.ref) is not None:
        holding |= {What.WINNERS, What.EVERY_WINNER}
    _withdraw(context, *whose, holding, Gone(entry.id, entry.submitted_at, erased_at))


def withdraw_newsletter_exports(
    context: Context, workspace: str, contest: str, *, consent: str, since: datetime
) -> None:
    """Withdraw the newsletter's exports of a contest that may hold a consent confirmed at `since`.

    `consent` is its id: whoever left before is not whoever leaves next. This comes once the
    address is suppressed: what is read from then on holds it no more.
    """
    _withdraw(context, workspace, contest, {What.NEWSLETTER}, Gone(consent, since))


def remove_files(context: Context, export: Export) -> None:
    """Remove the files of a withdrawn export; an end anywhere is made good by its time."""
    for file in export.files:
        context.files.remove(export.workspace_id, file)
    now = context.clock.now()
    context.stores.exports.change(export, lambda found: (found.emptied(now), ()))


def remove_stale(context: Context, export: Export) -> None:
    """Remove the files that an export left as it began again; a repeat changes nothing."""
    for file in export.stale:
        context.files.remove(export.workspace_id, file)


def _withdraw(
    context: Context, workspace: str, contest: str, holding: Collection[What], gone: Gone
) -> None:
    """Make each unreadable, then remove its files: none can be fetched in between."""
    now, exports = context.clock.now(), context.stores.exports
    for export in exports.live(workspace, contest):
        if export.what not in holding:
            continue
        left = exports.change(export, lambda found: (found.without(gone, now), ()))
        if left.state is ExportState.WITHDRAWN:
            remove_files(context, left)
        else:
            remove_stale(context, left)
