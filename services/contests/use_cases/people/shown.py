"""People as whoever may read them sees them: entries with their mails, noted before."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.review import Reviewed, review_of
from shared.post import QueuedMail


@dataclass(frozen=True)
class PersonView:
    """An entry with its person, what may be decided about it, and every mail it was written."""

    reviewed: Reviewed
    mails: Sequence[QueuedMail]


@dataclass(frozen=True)
class PeoplePage:
    """People of a contest; `after` is the place of the next page (None: no more)."""

    contest: Contest
    people: Sequence[PersonView]
    after: str | None = None


def shown(
    context: Context,
    contest: Contest,
    entries: Sequence[Entry],
    *,
    by: str,
    purpose: Purpose,
    searched: str = "",
) -> list[PersonView]:
    """Return the people of `entries`, once it is noted that the account `by` sees them.

    What was searched is noted, found or not.
    """
    if entries or searched:
        refs = [entry.ref for entry in entries]
        note_reading(context, contest, by=by, purpose=purpose, refs=refs, searched=searched)
    whose = (contest.workspace_id, contest.id)
    mails = context.stores.mails.of_recipients(*whose, [entry.id for entry in entries])
    now = context.clock.now()
    return [PersonView(review_of(contest, entry, now), mails[entry.id]) for entry in entries]
