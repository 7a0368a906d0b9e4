"""Stop marketing mails to a person; their entry stays as it is."""

from dataclasses import dataclass, replace

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.tokens import UNSUBSCRIBE, token_hash
from services.contests.use_cases.context import Context
from shared.errors import TryAgain

ATTEMPTS = 5
MARKETING = "marketing"


@dataclass(frozen=True)
class Subscription:
    """The entry by which someone gets marketing mails, and its contest."""

    entry: Entry
    contest: Contest


@dataclass(frozen=True)
class Unsubscribe:
    """Someone, or their mail program (RFC 8058), asks for no more marketing."""

    workspace_id: str
    token: str


def read_subscription(context: Context, workspace: str, token: str) -> Subscription:
    """Return what an unsubscribe token shows; it opens nothing else. Raises `NotFound`."""
    entry = context.stores.entries.by_token(workspace, UNSUBSCRIBE, token_hash(token))
    return Subscription(entry, context.stores.contests.get(workspace, entry.contest_id))


def unsubscribe(command: Unsubscribe, context: Context) -> Entry:
    """Return the entry with its marketing consent withdrawn; a repeat changes nothing.

    Raises `NotFound` or `TryAgain`.
    """
    hashed, now = token_hash(command.token), context.clock.now()
    for _ in range(ATTEMPTS):
        entry = context.stores.entries.by_token(command.workspace_id, UNSUBSCRIBE, hashed)
        consents = tuple(
            replace(consent, withdrawn_at=now)
            if consent.purpose == MARKETING and consent.withdrawn_at is None
            else consent
            for consent in entry.consents
        )
        if consents == entry.consents:
            return entry
        if changed := context.stores.entries.record_consents(entry, consents):
            return changed
    raise TryAgain
