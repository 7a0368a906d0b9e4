"""Somebody erased themselves, or wants no newsletter: what was written before goes at once."""

from collections.abc import Collection
from datetime import datetime, timedelta

from services.contests.domain.entry import Entry
from services.contests.domain.export import Export, What
from services.contests.use_cases.context import Context

# Two machines never agree quite on when an export was asked for.
CLOCKS_DIFFER = timedelta(minutes=1)


def withdraw_exports(context: Context, entry: Entry, *, erased_at: datetime | None = None) -> None:
    """Withdraw the exports of its contest that may name the person of an erased entry.

    This comes after the erasure: what is asked for from then on names nobody. With `erased_at`,
    only those that were asked for before are meant.
    """
    whose = entry.workspace_id, entry.contest_id
    holding = {What.PEOPLE}
    if context.stores.winners.find(*whose, entry.ref) is not None:
        holding |= {What.WINNERS, What.EVERY_WINNER}
    _withdraw(context, *whose, holding, erased_at)


def withdraw_newsletter_exports(
    context: Context, workspace: str, *, erased_at: datetime | None = None
) -> None:
    """Withdraw the newsletter's exports of every contest: a consent goes in all of them.

    This comes after the consents went. `erased_at` is as in `withdraw_exports`.
    """
    _withdraw(context, workspace, "", {What.NEWSLETTER}, erased_at)


def remove_files(context: Context, export: Export) -> None:
    """Remove the files of a withdrawn export; an end anywhere is made good by its time."""
    for file in export.files:
        context.files.remove(export.workspace_id, file)
    now = context.clock.now()
    context.stores.exports.change(export, lambda found: (found.emptied(now), ()))


def _withdraw(
    context: Context,
    workspace: str,
    contest: str,
    holding: Collection[What],
    erased_at: datetime | None,
) -> None:
    """Make each unreadable, then remove its files: none can be fetched in between."""
    now, exports = context.clock.now(), context.stores.exports
    for export in exports.live(workspace, contest):
        later = erased_at is not None and export.asked_at > erased_at + CLOCKS_DIFFER
        if export.what in holding and not later:
            remove_files(context, exports.change(export, lambda found: (found.withdraw(now), ())))
