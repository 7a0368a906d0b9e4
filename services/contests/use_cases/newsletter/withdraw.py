"""Somebody wants no newsletter any more: every consent of theirs in the workspace ends."""

from services.contests.domain.entry import Entry
from services.contests.domain.newsletter import consent_id
from services.contests.use_cases.context import Context
from services.contests.use_cases.export.withdraw import withdraw_newsletter_exports
from services.contests.use_cases.newsletter.keys import known_key, newsletter_key
from shared.documents.things import Step


def withdraw_consents(context: Context, *, workspace: str, address_key: str) -> None:
    """End the consents of one person; a keyed hash of the address is all that stays.

    The hash comes first, by which none is listed any more; then the files go that may hold them.
    The consents go last: where this breaks off, a repeat finds them.
    """
    stores = context.stores
    stores.newsletter_suppressions.add(workspace, address_key, context.clock.now())
    for each in stores.newsletter_consents.of_address(workspace, address_key):
        withdraw_newsletter_exports(
            context, workspace, each.contest_id, consent=each.id, since=each.confirmed_at
        )
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
        withdraw_newsletter_exports(
            context, workspace, entry.contest_id, consent=consent_id(entry.id), since=since
        )


def change_without_news(context: Context, entry: Entry, step: Step[Entry]) -> Entry:
    """Change an entry by `step` once the consents are ended that it gave; return it afterwards.

    One that was confirmed since it was read gave a consent that was not known: this begins again.
    """
    withdraw_of_entry(context, entry)
    read = entry.confirmed_at
    left = context.stores.entries.change(
        entry, lambda found: step(found) if found.confirmed_at == read else (found, ())
    )
    return left if left.confirmed_at == read else change_without_news(context, left, step)


def still_takes_news(context: Context, entry: Entry) -> bool:
    """Return whether the consent of an entry stands: it may have been withdrawn by another one."""
    if not entry.takes_news or not entry.names_someone:
        return False
    workspace, since = entry.workspace_id, entry.confirmed_at
    key = known_key(context, workspace, entry.person.email)
    if key is None or since is None:
        return True
    return not context.stores.newsletter_suppressions.holds(workspace, key, since)
