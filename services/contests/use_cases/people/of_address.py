"""Everything that a workspace keeps of one address, in every contest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.newsletter import NewsletterConsent
from services.contests.domain.winner import Winner
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from services.contests.use_cases.newsletter.keys import known_secret
from shared.addresses import address_key, canonical_address, mailbox_key, names_of_mailbox

PAGE = 100


@dataclass(frozen=True)
class KnownEntry:
    """An entry of the address; `in_list` is None until the list is sealed."""

    entry: Entry
    contest: Contest
    in_list: bool | None
    winner: Winner | None


@dataclass(frozen=True)
class Known:
    """What is kept of an address: nothing where all of it is empty.

    `suppressed_at` is since when a keyed hash of the address keeps the newsletter away.
    """

    entries: list[KnownEntry]
    consents: list[NewsletterConsent]
    suppressed_at: datetime | None


def known_of(context: Context, workspace: str, email: str, *, by: str, purpose: Purpose) -> Known:
    """Return everything of an address, once it is noted that `by` has it found.

    Each contest knows it by a key of its own, which its note holds too; the newsletter by that of
    the workspace. Raises `Invalid` (`email`) for what is no address.
    """
    canonical_address(email)
    entries: list[KnownEntry] = []
    for contest in _contests(context, workspace):
        secret = address_secret(context, contest)
        mailbox = mailbox_key(secret, email)
        found = _entries(context, contest, mailbox, address_key(secret, email))
        if found:
            refs = [entry.ref for entry in found]
            note_reading(context, contest, by=by, purpose=purpose, refs=refs, searched=mailbox)
        entries += [_known(context, contest, entry) for entry in found]
    key = known_secret(context, workspace)
    if key is None:
        return Known(entries, [], None)
    names = [address_key(key, each) for each in names_of_mailbox(email)]
    consents = context.stores.newsletter_consents.of_mailbox(
        workspace, mailbox_key(key, email), names
    )
    noted, searched = {each.contest.id for each in entries}, address_key(key, email)
    for each in sorted({consent.contest_id for consent in consents} - noted):
        # The consent outlived the people of its contest, and with them the contest's own key.
        contest = context.stores.contests.get(workspace, each)
        note_reading(context, contest, by=by, purpose=purpose, searched=searched)
    since = context.stores.newsletter_suppressions.among(workspace, names).values()
    return Known(entries, consents, max(since, default=None))


def _contests(context: Context, workspace: str) -> Iterator[Contest]:
    """Yield the contests whose people are not erased."""
    after: str | None = None
    while True:
        page = context.stores.contests.page(workspace, after=after, limit=PAGE)
        yield from (contest for contest in page.items if contest.secrets.address_key)
        after = page.after
        if after is None:
            return


def _entries(context: Context, contest: Contest, mailbox: str, address: str) -> list[Entry]:
    whose, entries = (contest.workspace_id, contest.id), context.stores.entries
    found: list[Entry] = []
    after: str | None = None
    while True:
        page = entries.of_mailbox(*whose, mailbox, after=after, limit=PAGE)
        found += page.items
        after = page.after
        if after is None:
            break
    # Who confirmed in earlier code has no key of their mailbox.
    kept = entries.of_address(*whose, address)
    return [*found, *([kept] if kept and not kept.mailbox_key else [])]


def _known(context: Context, contest: Contest, entry: Entry) -> KnownEntry:
    whose = contest.workspace_id, contest.id
    sealed = contest.sealed_at is not None
    in_list = context.stores.list_chunks.holds(*whose, entry.ref) if sealed else None
    return KnownEntry(entry, contest, in_list, context.stores.winners.find(*whose, entry.ref))
