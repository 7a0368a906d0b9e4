"""Withdraw an entry and erase its person; the newsletter that it asked for ends as well.

Before the seal the entry leaves the draw; after it the leaf stays, as the list is public and
proven, and the link to the person is cut.
"""

from services.contests.domain.entry import Entry
from services.contests.domain.outcome import ResultKind
from services.contests.domain.tokens import MANAGE, token_hash
from services.contests.domain.winner import PrizeHeld
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.acknowledge import listed
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from services.contests.use_cases.export.withdraw import withdraw_exports
from services.contests.use_cases.newsletter.withdraw import change_without_news
from services.contests.use_cases.outcome.own import own_result


def withdraw_entry(
    context: Context, *, workspace: str, token: str, gives_up: bool = True
) -> OwnEntry:
    """Return what is left of the entry; a repeat returns the same.

    Raises `NotFound`, `PrizeHeld` where a prize would pass on and who leaves has not said that they
    give it up, or `Sealing`: the person is erased then, and a repeat tells whether the leaf stays.
    """
    entry = context.stores.entries.by_token(workspace, MANAGE, token_hash(token))
    if not gives_up and _stands_to_lose(context, entry):
        raise PrizeHeld
    erase_entry(context, entry)
    listed(context, entry)
    return read_own_entry(context, workspace=workspace, token=token)


def _stands_to_lose(context: Context, entry: Entry) -> bool:
    """Return whether a prize would pass on; who was drawn has one before they are seated."""
    winner = context.stores.winners.find(entry.workspace_id, entry.contest_id, entry.ref)
    if winner is not None:
        return winner.may_lose
    contest = context.stores.contests.get(entry.workspace_id, entry.contest_id)
    result = own_result(context, contest, entry.ref)
    return result is not None and result.kind is ResultKind.PLACE


def erase_entry(context: Context, entry: Entry) -> Entry:
    """Return what is left of an entry once its person is erased; a repeat changes nothing.

    The consent goes first, with the newsletter's exports: it is known by the entry as it was.
    The other exports go after the entry, which none can name by then; where that is broken off,
    the event does it.
    """
    gone = change_without_news(context, entry, lambda found: found.withdraw(context.stamp()))
    if entry.names_someone:
        withdraw_exports(context, gone)
    return gone
