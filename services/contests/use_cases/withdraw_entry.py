"""Withdraw an entry and erase its person.

Before the seal the entry leaves the draw; after it the leaf stays, as the list is public and
proven, and the link to the person is cut.
"""

from dataclasses import dataclass, replace

from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.events import entry_withdrawn
from services.contests.domain.tokens import MANAGE, token_hash
from services.contests.use_cases.context import Context
from services.contests.use_cases.read_own_entry import OwnEntry, read_own_entry
from services.contests.use_cases.second_reading import listed
from shared.errors import TryAgain

ATTEMPTS = 5


@dataclass(frozen=True)
class WithdrawEntry:
    """Someone leaves, by the link in their mail."""

    workspace_id: str
    token: str


def withdraw_entry(command: WithdrawEntry, context: Context) -> OwnEntry:
    """Return what is left of the entry; a repeat returns the same.

    Raises `NotFound`, `TryAgain`, or `Sealing`: the person is erased then, and a repeat tells
    whether the leaf stays.
    """
    for _ in range(ATTEMPTS):
        entry = context.stores.entries.by_token(
            command.workspace_id, MANAGE, token_hash(command.token)
        )
        if entry.state is EntryState.WITHDRAWN or _erase(entry, context):
            listed(context, entry)
            return read_own_entry(context, command.workspace_id, command.token)
    raise TryAgain


def _erase(entry: Entry, context: Context) -> Entry | None:
    stamp = context.stamp()
    consents = [
        replace(consent, withdrawn_at=consent.withdrawn_at or stamp.at)
        for consent in entry.consents
    ]
    event = entry_withdrawn(stamp, entry.facts)
    return context.stores.entries.erase(entry, consents=consents, event=event)
