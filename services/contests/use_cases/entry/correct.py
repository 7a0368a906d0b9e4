"""Put right what a person typed, by the link in their mail."""

from services.contests.domain.contest import corrected
from services.contests.domain.entry import Entry
from services.contests.domain.events import THE_PERSON, changed
from services.contests.domain.tokens import MANAGE, token_hash
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from shared.events import Event


def correct_entry(
    context: Context, *, workspace: str, token: str, first_name: str, country: str
) -> OwnEntry:
    """Return the entry with this name and country; a repeat changes nothing.

    Which fields were put right, and when, stands with the entry and in the audit log, never what
    stood there; the newsletter's record follows by the event.
    Raises `NotFound`, `TooLateToCorrect` or `Invalid`.
    """
    entry = context.stores.entries.by_token(workspace, MANAGE, token_hash(token))
    contest = context.stores.contests.get(workspace, entry.contest_id)

    def correct(found: Entry) -> tuple[Entry, list[Event]]:
        right = {"first_name": first_name, "country": country}
        after, events = corrected(contest, found, context.stamp(), **right)
        return after, [*events, *_noted(context, found, after)]

    context.stores.entries.change(entry, correct)
    return read_own_entry(context, workspace=workspace, token=token)


def _noted(context: Context, before: Entry, after: Entry) -> list[Event]:
    """Return what the audit is told: a fact for each field."""
    fields = after.corrections[-1].fields if after is not before else ()
    return [
        changed(
            context.stamp(),
            workspace_id=after.workspace_id,
            contest_id=after.contest_id,
            account_id=THE_PERSON,
            act=f"correct_{field}",
            refs=(after.ref,),
        )
        for field in fields
    ]
