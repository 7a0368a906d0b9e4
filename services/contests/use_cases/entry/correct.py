"""Put right what a person typed, by the link in their mail."""

from services.contests.domain.contest import corrected
from services.contests.domain.entry import Entry
from services.contests.domain.tokens import MANAGE, token_hash
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry


def correct_entry(
    context: Context, *, workspace: str, token: str, first_name: str, country: str
) -> OwnEntry:
    """Return the entry with this name and country; a repeat changes nothing.

    Raises `NotFound`, `TooLateToCorrect` or `Invalid`.
    """
    entry = context.stores.entries.by_token(workspace, MANAGE, token_hash(token))
    contest = context.stores.contests.get(workspace, entry.contest_id)
    now = context.clock.now()

    def correct(found: Entry) -> tuple[Entry, tuple[()]]:
        return corrected(contest, found, first_name=first_name, country=country, at=now), ()

    context.stores.entries.change(entry, correct)
    return read_own_entry(context, workspace=workspace, token=token)
