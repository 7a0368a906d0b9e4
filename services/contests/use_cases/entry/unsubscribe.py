"""Stop marketing mails to a person; their entry stays as it is."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.tokens import UNSUBSCRIBE, token_hash
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class Subscription:
    """The entry by which someone gets marketing mails, and its contest."""

    entry: Entry
    contest: Contest

    @property
    def actions(self) -> list[str]:
        """What may be done by this token: `unsubscribe`, while there is something to stop."""
        return ["unsubscribe"] if self.entry.takes_news else []


def read_subscription(context: Context, *, workspace: str, token: str) -> Subscription:
    """Return what an unsubscribe token shows; it opens nothing else. Raises `NotFound`."""
    entry = context.stores.entries.by_token(workspace, UNSUBSCRIBE, token_hash(token))
    return Subscription(entry, context.stores.contests.get(workspace, entry.contest_id))


def unsubscribe(context: Context, *, workspace: str, token: str) -> Entry:
    """Return the entry with its marketing consent withdrawn; a repeat changes nothing.

    Someone, or their mail program (RFC 8058), asks for no more marketing. Raises `NotFound`.
    """
    entry = context.stores.entries.by_token(workspace, UNSUBSCRIBE, token_hash(token))
    now = context.clock.now()
    return context.stores.entries.change(entry, lambda found: (found.unsubscribe(now), ()))
