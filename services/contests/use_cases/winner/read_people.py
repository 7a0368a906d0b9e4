"""Winners with first name and address, for who may read people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.mail.purpose import Purpose as MailPurpose
from services.contests.domain.winner import Winner
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.context import Context
from shared.post import MailState


@dataclass(frozen=True)
class WinnersPage:
    """Winners, each with their entry, and what became of the mails that told them, by entry id.

    `after` is the last place of this page (None: no more places).
    """

    contest: Contest
    winners: Sequence[tuple[Winner, Entry]]
    mails: Mapping[str, MailState]
    after: str | None


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

    That the account `by` sees them is stored first: without the note nobody is shown. Raises
    `NotFound` before the draw.
    """
    found = context.stores.contests.get(workspace, contest)
    context.stores.draws.get(workspace, contest)
    places = _places(context.stores.winners.of_contest(workspace, contest), after)
    winners = [winner for held in places[:limit] for winner in held]
    if winners:
        refs = [winner.ref for winner in winners]
        note_reading(context, found, by=by, purpose=Purpose.WINNERS, refs=refs)
    return WinnersPage(
        contest=found,
        winners=[(winner, _entry(context, winner)) for winner in winners],
        mails=context.stores.mails.states(workspace, contest, MailPurpose.WINNER),
        after=str(winners[-1].place) if places[limit:] else None,
    )


def _places(winners: Sequence[Winner], after: str | None) -> list[list[Winner]]:
    """Return who held each place after `after`."""
    last = int(after) if after and after.isdecimal() else 0
    held = groupby(winners, key=lambda winner: winner.place)
    return [list(each) for place, each in held if place > last]


def _entry(context: Context, winner: Winner) -> Entry:
    return context.stores.entries.get(winner.workspace_id, winner.contest_id, winner.entry_id)
