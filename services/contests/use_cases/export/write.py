"""Write an export part by part; whatever breaks off goes on from the last part that was kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from zoneinfo import ZoneInfo

from services.contests.domain.contest import Contest, retention_end
from services.contests.domain.export import (
    Export,
    ExportState,
    What,
    consent_heads,
    consent_row,
    heads,
    row_of,
)
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.newsletter.list import list_consents
from shared.documents import Page
from shared.files import StoredFile
from shared.tables import Cell, Tool, beginning, lines

PART, PAGE = 20_000, 500
# A part that no export names, as two workers wrote it, goes after this at the latest.
PART_LIVES = timedelta(days=7)


def look_after_export(
    context: WorkContext, export: Export, *, most: int = PART, page: int = PAGE
) -> None:
    """Do what is due of an export: its next part, its death, its being forgotten.

    A part holds about `most` people, of whom `page` are in memory at a time.
    """
    match export.state:
        case ExportState.ASKED:
            _write_part(context, export, most, page)
        case ExportState.READY:
            _end(context, export)
        case ExportState.GONE:
            context.stores.exports.remove(export)


def _write_part(context: WorkContext, export: Export, most: int, page: int) -> None:
    contest = context.stores.contests.get(export.workspace_id, export.contest_id)
    people = export.what is What.PEOPLE
    if people and contest.erased_at is not None:
        _end(context, export)
        return
    zone = ZoneInfo(contest.terms.zone)
    source = _people(context, export, zone) if people else _consents(context, export, zone)
    part = _Part(source, export, most, page)
    file = context.files.keep(export.workspace_id, part.pieces(), context.clock.now() + PART_LIVES)
    if not _named(context, contest, export, part, file):
        context.files.remove(file.workspace_id, file.id)


def _named(
    context: WorkContext, contest: Contest, export: Export, part: "_Part", file: StoredFile
) -> bool:
    """Name the part in its export, unless another worker was faster; return whether it is."""
    now, people = context.clock.now(), export.what is What.PEOPLE
    counted = context.stores.entries if people else context.stores.newsletter_consents
    total = export.total or counted.count(contest.workspace_id, contest.id)
    last = retention_end(contest) if people else None

    def grown(found: Export) -> tuple[Export, tuple[()]]:
        if found.parts != export.parts or found.state is not ExportState.ASKED:
            return found, ()
        after = part.after or ""
        longer = found.counted(total).grown(
            file.id, rows=part.rows, size=file.size, after=after, now=now
        )
        return (longer if after else longer.finished(now, last)), ()

    return file.id in context.stores.exports.change(export, grown).parts


def _end(context: WorkContext, export: Export) -> None:
    for part in export.parts:
        context.files.remove(export.workspace_id, part)
    context.stores.exports.change(export, lambda found: (found.ended(), ()))


@dataclass(frozen=True)
class _Source:
    """Where the rows of an export come from: its heads, and a page of rows after a place."""

    heads: Sequence[str]
    page: Callable[[str | None, int], Page[Sequence[Cell]]]


def _people(context: WorkContext, export: Export, zone: tzinfo) -> _Source:
    def page(after: str | None, limit: int) -> Page[Sequence[Cell]]:
        entries, whose = context.stores.entries, (export.workspace_id, export.contest_id)
        people = entries.people_rows(*whose, after=after, limit=limit)
        return people.of(lambda person: row_of(person, export.language, zone))

    return _Source(heads(export.language), page)


def _consents(context: WorkContext, export: Export, zone: tzinfo) -> _Source:
    def page(after: str | None, limit: int) -> Page[Sequence[Cell]]:
        whose = {"workspace": export.workspace_id, "contest": export.contest_id}
        given = list_consents(context, **whose, after=after, limit=limit)
        return given.of(lambda consent: consent_row(consent, zone))

    return _Source(consent_heads(export.language), page)


@dataclass
class _Part:
    """The next part of an export; `rows` and `after` are true once `pieces` came to its end."""

    source: _Source
    export: Export
    most: int
    page: int
    rows: int = 0
    after: str | None = None

    def pieces(self) -> Iterator[bytes]:
        """Yield a page of rows at a time, so that memory stays flat."""
        export, tool = self.export, Tool(self.export.tool)
        if not export.parts:
            yield beginning(tool) + lines([self.source.heads], tool)
        self.after = export.after or None
        while self.rows < self.most:
            page = self.source.page(self.after, self.page)
            yield lines(page.items, tool)
            self.rows, self.after = self.rows + len(page.items), page.after
            if page.after is None:
                return
