"""All that is kept of a person with an entry, for them to take away (GDPR, articles 15 and 20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.contests.domain.contest import Contest, people_gone_by
from services.contests.domain.contest.eligibility import worded
from services.contests.domain.entry import Consent, Entry
from services.contests.domain.newsletter import NewsletterConsent
from services.contests.domain.tokens import MANAGE, token_hash
from services.contests.domain.winner import Winner
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.own_winner import own_winner
from services.contests.use_cases.newsletter.keys import known_key
from shared.errors import NotFound
from shared.post import QueuedMail


@dataclass(frozen=True)
class OwnData:
    """An entry with its contest, its consents in words, and the place that it holds or held.

    `made_at` is when this was read. The text of a consent is None where it is not written in the
    contest any more: its hash stays. `newsletter` are the records of the same address in the
    workspace, `mails` what was written to them and what became of it.
    """

    entry: Entry
    contest: Contest
    consents: list[tuple[Consent, str | None]]
    winner: Winner | None
    newsletter: list[NewsletterConsent]
    mails: Sequence[QueuedMail]
    kept_until: datetime | None
    made_at: datetime


def export_own_data(context: Context, *, workspace: str, token: str) -> OwnData:
    """Return what a manage token stands for, whole. Changes nothing.

    Raises `NotFound`, also while nobody confirmed: the address may be a stranger's.
    """
    entry = context.stores.entries.by_token(workspace, MANAGE, token_hash(token))
    if not entry.proven:
        raise NotFound
    return own_data(context, entry)


def own_data(context: Context, entry: Entry) -> OwnData:
    """Return all that is kept of the person of an entry that was just read."""
    contest = context.stores.contests.get(entry.workspace_id, entry.contest_id)
    return OwnData(
        entry=entry,
        contest=contest,
        consents=worded(contest, entry),
        winner=own_winner(context, entry),
        newsletter=_newsletter(context, entry),
        mails=context.stores.mails.of_recipients(entry.workspace_id, contest.id, [entry.id])[
            entry.id
        ],
        kept_until=people_gone_by(contest) if entry.names_someone else None,
        made_at=context.clock.now(),
    )


def _newsletter(context: Context, entry: Entry) -> list[NewsletterConsent]:
    workspace = entry.workspace_id
    key = known_key(context, workspace, entry.person.email) if entry.names_someone else None
    if key is None:
        return []
    return context.stores.newsletter_consents.of_address(workspace, key)
