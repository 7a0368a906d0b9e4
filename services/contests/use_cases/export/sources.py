"""Where the rows of an export come from, by what it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from services.contests.domain.contest import Contest
from services.contests.domain.contest.form.prizes import prize_name
from services.contests.domain.export import (
    Export,
    What,
    WinnerRow,
    consent_heads,
    consent_row,
    heads,
    row_of,
    winner_heads,
    winner_row,
)
from services.contests.domain.winner import Winner, WinnerState, as_entry_allows, parcel_of
from services.contests.use_cases.context import Context
from services.contests.use_cases.newsletter.list import list_consents
from shared.documents import Page
from shared.tables import Cell


@dataclass(frozen=True)
class Source:
    """The heads of a table, a page of its rows after a place, and how many there are in all."""

    heads: Sequence[str]
    page: Callable[[str | None, int], Page[Sequence[Cell]]]
    count: Callable[[], int]


def source_of(context: Context, contest: Contest, export: Export) -> Source:
    """Return where the rows of an export come from."""
    match export.what:
        case What.PEOPLE:
            return _people(context, contest, export)
        case What.NEWSLETTER:
            return _consents(context, contest, export)
        case What.WINNERS | What.EVERY_WINNER:
            return _winners(context, contest, export)


def _people(context: Context, contest: Contest, export: Export) -> Source:
    entries, whose = context.stores.entries, (contest.workspace_id, contest.id)
    zone = ZoneInfo(contest.terms.zone)

    def page(after: str | None, limit: int) -> Page[Sequence[Cell]]:
        people = entries.people_rows(*whose, after=after, limit=limit)
        return people.of(lambda person: row_of(person, export.language, zone))

    return Source(heads(export.language), page, lambda: entries.count(*whose))


def _consents(context: Context, contest: Contest, export: Export) -> Source:
    whose = {"workspace": contest.workspace_id, "contest": contest.id}
    zone = ZoneInfo(contest.terms.zone)

    def page(after: str | None, limit: int) -> Page[Sequence[Cell]]:
        given = list_consents(context, **whose, after=after, limit=limit)
        return given.of(lambda consent: consent_row(consent, zone))

    count = context.stores.newsletter_consents.count
    return Source(consent_heads(export.language), page, lambda: count(*whose.values()))


def _winners(context: Context, contest: Contest, export: Export) -> Source:
    """Return winners by place; a page holds whole places, so that none is passed over."""
    zone, replaced = ZoneInfo(contest.terms.zone), export.what is What.EVERY_WINNER

    def held() -> list[Winner]:
        winners = context.stores.winners.of_contest(contest.workspace_id, contest.id)
        return [each for each in winners if replaced or each.state is not WinnerState.SKIPPED]

    def page(after: str | None, limit: int) -> Page[Sequence[Cell]]:
        left = [winner for winner in held() if winner.place > int(after or 0)]
        last = left[limit - 1].place if len(left) > limit else None
        now = [winner for winner in left if last is None or winner.place <= last]
        more = None if last is None or len(now) == len(left) else str(last)
        rows = Page([_row(context, contest, each, export.language) for each in now], more)
        return rows.of(lambda row: winner_row(row, export.language, zone))

    return Source(winner_heads(export.language), page, lambda: len(held()))


def _row(context: Context, contest: Contest, winner: Winner, language: str) -> WinnerRow:
    entry = context.stores.entries.get(contest.workspace_id, contest.id, winner.entry_id)
    winner = as_entry_allows(winner, entry, context.clock.now())
    parcel = parcel_of(winner, contest.ask_of(winner.prize_name))
    prize = prize_name(contest.in_force["prizes"][winner.prize], language)
    return WinnerRow(winner, prize, entry.person.first_name, entry.person.email, parcel)
