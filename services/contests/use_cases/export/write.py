"""Write an export part by part; whatever breaks off goes on from the last part that was kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from services.contests.domain.contest import Contest, retention_end
from services.contests.domain.export import Export, ExportState
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.export.sources import Source, source_of
from services.contests.use_cases.export.withdraw import remove_files, remove_stale
from shared.files import StoredFile
from shared.tables import Tool, beginning, lines

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
            remove_stale(context, export)
            _write_part(context, export, most, page)
        case ExportState.READY if export.stale:
            remove_stale(context, export)
            context.stores.exports.change(export, lambda found: (found.swept(), ()))
        case ExportState.READY:
            _end(context, export)
        case ExportState.WITHDRAWN if export.files:
            remove_files(context, export)
        case ExportState.GONE | ExportState.WITHDRAWN:
            context.stores.exports.remove(export)


def _write_part(context: WorkContext, export: Export, most: int, page: int) -> None:
    contest = context.stores.contests.get(export.workspace_id, export.contest_id)
    if contest.erased_at is not None and not export.what.outlives_people:
        _end(context, export)
        return
    part = _Part(source_of(context, contest, export), export, most, page)
    file_id = context.files.new_id(export.workspace_id)
    if file_id not in _begun(context, export, file_id).begun:
        return
    dies_at = context.clock.now() + PART_LIVES
    file = context.files.keep(export.workspace_id, part.pieces(), dies_at, file_id)
    if not _named(context, contest, export, part, file):
        context.files.remove(file.workspace_id, file.id)


def _begun(context: WorkContext, export: Export, file_id: str) -> Export:
    """Note a file before it is there, so that it goes with its export whatever breaks off."""

    def begun(found: Export) -> tuple[Export, tuple[()]]:
        written = found.parts == export.parts and found.state is ExportState.ASKED
        return (found.beginning(file_id) if written else found), ()

    return context.stores.exports.change(export, begun)


def _named(
    context: WorkContext, contest: Contest, export: Export, part: "_Part", file: StoredFile
) -> bool:
    """Name the part in its export, unless another worker was faster; return whether it is."""
    now = context.clock.now()
    total = export.total or part.source.count()
    last = None if export.what.outlives_people else retention_end(contest)

    def grown(found: Export) -> tuple[Export, tuple[()]]:
        # One that began again meanwhile knows nothing of this file.
        asked = found.state is ExportState.ASKED
        if found.parts != export.parts or file.id not in found.begun or not asked:
            return found, ()
        after = part.after or ""
        longer = found.counted(total).grown(
            file.id, rows=part.rows, size=file.size, after=after, now=now
        )
        return (longer if after else longer.finished(now, last)), ()

    return file.id in context.stores.exports.change(export, grown).parts


def _end(context: WorkContext, export: Export) -> None:
    for file in export.files:
        context.files.remove(export.workspace_id, file)
    context.stores.exports.change(export, lambda found: (found.ended(), ()))


@dataclass
class _Part:
    """The next part of an export; `rows` and `after` are true once `pieces` came to its end."""

    source: Source
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
