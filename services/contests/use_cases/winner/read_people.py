"""Winners with first name, address and what they gave, for who may read people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.mail.purpose import Purpose as MailPurpose
from services.contests.domain.winner import (
    Parcel,
    Winner,
    as_entry_allows,
    may_be_written_to,
    parcel_of,
)
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.ask import with_dates
from shared.errors import NotFound
from shared.post import MailState, QueuedMail


@dataclass(frozen=True)
class WinnersPage:
    """Winners, each with their entry, and what became of the mails that told them, by entry id.

    `after` is the last place of this page (None: no more places). `progress` says of the whole
    contest how many prizes stand where, those that nobody holds left out. `writable` says whether
    any of them may be written to. `letters` is what became of the mail of each letter to one
    winner, by the letter's id; None where more than one are shown.
    """

    contest: Contest
    winners: Sequence[tuple[Winner, Entry]]
    mails: Mapping[str, MailState]
    after: str | None
    progress: Mapping[Parcel, int]
    writable: bool
    letters: Mapping[str, QueuedMail] | None = None


def read_winners(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    after: str | None = None,
    limit: int = 50,
) -> WinnersPage:
    """Return everyone who holds or held one of the next `limit` places, by place and turn.

    That the account `by` sees them is stored first: without the note nobody is shown. Who lacks a
    date, as by earlier code, gets it: see `dated`. Raises `NotFound` before the draw.
    """
    everyone = _everyone(context, workspace, contest)
    places = _places(everyone, after)
    winners = [winner for held in places[:limit] for winner in held]
    more = str(winners[-1].place) if places[limit:] else None
    page = _page(context, everyone, winners, by, contest=contest, workspace=workspace, after=more)
    known = (_with_entry(context, winner) for winner in everyone)
    return replace(page, writable=_writable(page.contest, known))


def read_winner(
    context: Context, *, workspace: str, contest: str, ref: str, by: str
) -> WinnersPage:
    """Return one winner alone, noted in the same way. Raises `NotFound`."""
    everyone = _everyone(context, workspace, contest)
    winners = [winner for winner in everyone if winner.ref == ref]
    if not winners:
        raise NotFound
    page = _page(context, everyone, winners, by, contest=contest, workspace=workspace)
    return replace(page, letters=_letters(context, winners[0]))


def _everyone(context: Context, workspace: str, contest: str) -> Sequence[Winner]:
    context.stores.draws.get(workspace, contest)
    return context.stores.winners.of_contest(workspace, contest)


def _page(
    context: Context,
    everyone: Sequence[Winner],
    winners: Sequence[Winner],
    by: str,
    *,
    workspace: str,
    contest: str,
    after: str | None = None,
) -> WinnersPage:
    found = context.stores.contests.get(workspace, contest)
    stand = Counter(parcel_of(each, found.ask_of(each.prize_name)) for each in everyone)
    if winners:
        refs = [winner.ref for winner in winners]
        note_reading(context, found, by=by, purpose=Purpose.WINNERS, refs=refs)
    people = [_with_entry(context, with_dates(context, winner)) for winner in winners]
    return WinnersPage(
        contest=found,
        winners=people,
        mails=context.stores.mails.states(workspace, contest, MailPurpose.WINNER),
        after=after,
        progress={each: stand[each] for each in Parcel if each is not Parcel.LOST},
        writable=_writable(found, people),
    )


def _writable(contest: Contest, people: Iterable[tuple[Winner, Entry]]) -> bool:
    """Return whether one of them may be written to: nobody reaches who is erased."""
    reached = (may_be_written_to(winner) and entry.names_someone for winner, entry in people)
    return contest.erased_at is None and any(reached)


def _letters(context: Context, winner: Winner) -> dict[str, QueuedMail]:
    whose = winner.workspace_id, winner.contest_id
    mails = context.stores.mails.of_recipients(*whose, [winner.entry_id])[winner.entry_id]
    return {mail.context["letter"]: mail for mail in mails if mail.purpose == MailPurpose.LETTER}


def _places(winners: Sequence[Winner], after: str | None) -> list[list[Winner]]:
    """Return who held each place after `after`."""
    last = int(after) if after and after.isdecimal() else 0
    held = groupby(winners, key=lambda winner: winner.place)
    return [list(each) for place, each in held if place > last]


def _with_entry(context: Context, winner: Winner) -> tuple[Winner, Entry]:
    """Return the winner as their entry allows, and that entry."""
    entry = context.stores.entries.get(winner.workspace_id, winner.contest_id, winner.entry_id)
    return as_entry_allows(winner, entry, context.clock.now()), entry
