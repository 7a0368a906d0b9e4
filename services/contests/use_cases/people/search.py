"""Find the people of a contest by an address."""

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from services.contests.use_cases.people.shown import PeoplePage, shown
from shared.addresses import address_key, mailbox_key
from shared.documents import Page


def search_people(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    email: str,
    after: str | None = None,
    limit: int = 50,
) -> PeoplePage:
    """Return the entries of an address, confirmed or not, whatever name its mailbox was given.

    The search goes by a keyed hash alone, and is noted whether it finds somebody or not. Nobody
    is found once the people of the contest are erased. Raises `NotFound`, or `Invalid` (`email`).
    """
    found = context.stores.contests.get(workspace, contest)
    if not found.secrets.address_key:
        return PeoplePage(found, ())
    key = address_secret(context, found)
    mailbox = mailbox_key(key, email)
    page = context.stores.entries.of_mailbox(workspace, contest, mailbox, after=after, limit=limit)
    entries = page.items if after else _with_kept(context, found, page, address_key(key, email))
    people = shown(context, found, entries, by=by, purpose=Purpose.SEARCH, searched=mailbox)
    return PeoplePage(found, people, page.after)


def _with_kept(context: Context, contest: Contest, page: Page[Entry], address: str) -> list[Entry]:
    """Return a page with who confirmed in earlier code, whose entry has no key of its mailbox."""
    kept = context.stores.entries.of_address(contest.workspace_id, contest.id, address)
    return [*page.items, kept] if kept and not kept.mailbox_key else page.items
