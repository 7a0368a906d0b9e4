"""The place that an entry holds or held."""

from services.contests.domain.entry import Entry
from services.contests.domain.winner import Winner, as_entry_allows
from services.contests.use_cases.context import Context


def own_winner(context: Context, entry: Entry) -> Winner | None:
    """Return it as the entry allows; None where it holds none.

    A person who is erased is erased there too, at once.
    """
    found = context.stores.winners.find(entry.workspace_id, entry.contest_id, entry.ref)
    return as_entry_allows(found, entry, context.clock.now()) if found else None
