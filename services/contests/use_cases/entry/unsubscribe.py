"""Stop marketing mails to a person; their entry stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Consent, Entry
from services.contests.domain.newsletter import NewsletterConsent
from services.contests.domain.tokens import UNSUBSCRIBE, token_hash
from services.contests.use_cases.context import Context
from services.contests.use_cases.newsletter.withdraw import (
    change_without_news,
    still_takes_news,
    withdraw_consents,
)
from shared.errors import NotFound


@dataclass(frozen=True)
class Subscription:
    """What someone gets marketing mails by: their entry, or, once it is erased, its record.

    `state` and `reason` are the entry's, "" of a record alone.
    """

    contest: Contest
    language: str
    takes_news: bool
    state: str = ""
    reason: str = ""
    consents: Sequence[Consent] = ()

    @property
    def actions(self) -> list[str]:
        """What may be done by this token: `unsubscribe`, while there is something to stop."""
        return ["unsubscribe"] if self.takes_news else []


def read_subscription(context: Context, *, workspace: str, token: str) -> Subscription:
    """Return what an unsubscribe token shows; it opens nothing else. Raises `NotFound`."""
    hashed, contests = token_hash(token), context.stores.contests
    record = context.stores.newsletter_consents.by_token(workspace, hashed)
    entry = _entry_behind(context, workspace, hashed, record)
    if entry is None:
        if record is None:
            raise NotFound
        contest = contests.get(workspace, record.contest_id)
        return Subscription(contest, record.language, takes_news=True)
    return Subscription(
        contests.get(workspace, entry.contest_id),
        entry.language,
        takes_news=record is not None or still_takes_news(context, entry),
        state=entry.state.value,
        reason=entry.reason,
        consents=entry.consents,
    )


def unsubscribe(context: Context, *, workspace: str, token: str) -> Subscription:
    """Return what is left once marketing was withdrawn; a repeat changes nothing.

    Someone, or their mail program (RFC 8058), asks for no more marketing. Raises `NotFound`.
    """
    hashed = token_hash(token)
    record = context.stores.newsletter_consents.by_token(workspace, hashed)
    entry = _entry_behind(context, workspace, hashed, record)
    if record is not None:
        withdraw_consents(context, workspace=workspace, address_key=record.address_key)
    if entry is not None:
        stop_news(context, entry)
    elif record is not None:
        contest = context.stores.contests.get(workspace, record.contest_id)
        return Subscription(contest, record.language, takes_news=False)
    return read_subscription(context, workspace=workspace, token=token)


def stop_news(context: Context, entry: Entry) -> Entry:
    """Return the entry of someone who wants no newsletter: nor by any other entry."""
    now = context.clock.now()
    return change_without_news(context, entry, lambda found: (found.unsubscribe(now), ()))


def _entry_behind(
    context: Context, workspace: str, hashed: str, record: NewsletterConsent | None
) -> Entry | None:
    """Return the entry of a token; an erased one whose record lives on is not it any more."""
    try:
        entry = context.stores.entries.by_token(workspace, UNSUBSCRIBE, hashed)
    except NotFound:
        return None
    return None if record is not None and not entry.names_someone else entry
