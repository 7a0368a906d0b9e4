"""Put right what a person typed: by the link in their mail, or the team for them."""

from typing import Any

from services.contests.domain.contest import Contest, corrected
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

    _correct(context, contest, entry, first_name=first_name, country=country)
    return read_own_entry(context, workspace=workspace, token=token)


def correct_person(
    context: Context,
    *,
    workspace: str,
    contest: str,
    ref: str,
    first_name: str,
    country: str,
    version: int,
    by: str,
) -> Entry:
    """Return the entry of a ref with this name and country, as the account `by` read `version`.

    The same is kept of it, and the same rules hold, as where the person does it; a repeat changes
    nothing. Raises `NotFound`, `TooLateToCorrect`, `Invalid` or `StaleVersion`.
    """
    about = context.stores.contests.get(workspace, contest)
    entry = context.stores.entries.of_ref(workspace, contest, ref)
    right: dict[str, Any] = {"first_name": first_name, "country": country}
    return _correct(context, about, entry, **right, version=version, by=by)


def _correct(context: Context, contest: Contest, entry: Entry, **right: Any) -> Entry:
    def correct(found: Entry) -> tuple[Entry, list[Event]]:
        after, events = corrected(contest, found, context.stamp(), **right)
        return after, [*events, *_noted(context, found, after)]

    return context.stores.entries.change(entry, correct)


def _noted(context: Context, before: Entry, after: Entry) -> list[Event]:
    """Return what the audit is told: a fact for each field."""
    if after is before:
        return []
    made = after.corrections[-1]
    return [
        changed(
            context.stamp(),
            workspace_id=after.workspace_id,
            contest_id=after.contest_id,
            account_id=made.by or THE_PERSON,
            act=f"correct_{field}",
            refs=(after.ref,),
        )
        for field in made.fields
    ]
