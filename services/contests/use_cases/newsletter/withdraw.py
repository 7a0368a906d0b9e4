"""Somebody wants no newsletter any more: every consent of theirs in the workspace ends."""

from services.contests.domain.entry import Entry
from services.contests.use_cases.context import Context
from services.contests.use_cases.export.withdraw import withdraw_newsletter_exports
from services.contests.use_cases.newsletter.keys import known_key, newsletter_key


def withdraw_consents(context: Context, *, workspace: str, address_key: str) -> None:
    """End the consents of one person; a keyed hash of the address is all that stays.

    The hash comes first, by which none is listed any more; then the files go that may hold them.
    The consents go last: where this breaks off, a repeat finds them.
    """
    stores = context.stores
    stores.newsletter_suppressions.add(workspace, address_key, context.clock.now())
    for each in stores.newsletter_consents.of_address(workspace, address_key):
        withdraw_newsletter_exports(context, workspace, each.contest_id, since=each.confirmed_at)
    stores.newsletter_consents.remove_of_address(workspace, address_key)


def withdraw_of_entry(context: Context, entry: Entry) -> None:
    """End the consents of whoever an entry is about, where it gave one.

    This comes before the entry itself changes: it needs the address that may go with it. A tick
    that nobody confirmed gave none: a stranger may have set it, and what the owner of the address
    agreed to elsewhere stays. A file may outlive the record that it lists.
    """
    if entry.takes_news and entry.names_someone and entry.confirmed_at is not None:
        workspace, since = entry.workspace_id, entry.confirmed_at
        key = newsletter_key(context, workspace, entry.person.email)
        withdraw_consents(context, workspace=workspace, address_key=key)
        withdraw_newsletter_exports(context, workspace, entry.contest_id, since=since)


def still_takes_news(context: Context, entry: Entry) -> bool:
    """Return whether the consent of an entry stands: it may have been withdrawn by another one."""
    if not entry.takes_news or not entry.names_someone:
        return False
    workspace, since = entry.workspace_id, entry.confirmed_at
    key = known_key(context, workspace, entry.person.email)
    if key is None or since is None:
        return True
    return not context.stores.newsletter_suppressions.holds(workspace, key, since)
