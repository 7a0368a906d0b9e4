"""Follow an export, and fetch its file."""

from collections.abc import Iterator

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.contest.form import setting
from services.contests.domain.export import Export
from services.contests.domain.newsletter import newsletter_years
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.context import Context
from shared.documents import Page
from shared.files import FileGone


def list_exports(
    context: Context, *, workspace: str, contest: str, after: str | None = None, limit: int = 50
) -> tuple[Contest, Page[Export]]:
    """Return a contest with a page of its exports, the newest first. Raises `NotFound`."""
    found = context.stores.contests.get(workspace, contest)
    return found, context.stores.exports.page(workspace, contest, after=after, limit=limit)


def exportable(contest: Contest) -> list[str]:
    """Return what may be asked for: people until they are erased, consents that outlive them."""
    if not contest.opened:
        return []
    winners = ["export_winners"] if contest.was_drawn else []
    people = ["export", *winners] if contest.erased_at is None else []
    kept = setting(contest.in_force, "data.opt_in") and newsletter_years(contest.in_force)
    return [*people, *(["export_newsletter"] if kept else [])]


def fetch_export(
    context: Context, *, workspace: str, contest: str, export: str, by: str
) -> tuple[Export, Iterator[bytes]]:
    """Return an export with its bytes, once it is noted that the account `by` fetches it.

    Raises `NotFound`, or `FileGone` before it is there and after it died.
    """
    about = context.stores.contests.get(workspace, contest)
    found = context.stores.exports.get(workspace, contest, export)
    if not found.there(context.clock.now()):
        raise FileGone
    note_reading(context, about, by=by, purpose=Purpose.DOWNLOAD, export=found.id)
    return found, _pieces(context, found)


def _pieces(context: Context, export: Export) -> Iterator[bytes]:
    for part in export.parts:
        yield from context.files.read(export.workspace_id, part)
