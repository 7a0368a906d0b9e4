"""People as whoever may read them sees them: entries with their mails, noted before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest, takes_corrections
from services.contests.domain.contest.eligibility import worded
from services.contests.domain.entry import Consent, Entry
from services.contests.domain.winner import WinnerLetter
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.own_winner import own_winner
from services.contests.use_cases.entry.review import Reviewed, review_of
from shared.post import QueuedMail


@dataclass(frozen=True)
class PersonView:
    """An entry with its person, what may be decided about it, and every mail it was written.

    `correctable` says whether name and country may be put right.
    The words of a consent are None where the contest does not hold them any more. `letters` are
    the team's, by the mail's `letter`, where one person alone is shown.
    """

    reviewed: Reviewed
    correctable: bool
    consents: Sequence[tuple[Consent, str | None]]
    mails: Sequence[QueuedMail]
    letters: Mapping[str, WinnerLetter]


@dataclass(frozen=True)
class PeoplePage:
    """People of a contest; `after` is the place of the next page (None: no more).

    `countries` are those that somebody is of, where they are asked for.
    """

    contest: Contest
    people: Sequence[PersonView]
    after: str | None = None
    countries: Sequence[str] = ()


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
    return [
        PersonView(
            review_of(contest, entry, now),
            takes_corrections(contest, entry, now),
            worded(contest, entry),
            mails[entry.id],
            _letters(context, entry) if purpose is Purpose.PERSON else {},
        )
        for entry in entries
    ]


def _letters(context: Context, entry: Entry) -> dict[str, WinnerLetter]:
    winner = own_winner(context, entry)
    return {letter.id: letter for letter in winner.letters} if winner else {}
