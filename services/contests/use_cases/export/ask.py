"""Ask for an export of people: the worker writes it."""

from services.contests.domain.audit import Purpose
from services.contests.domain.errors import PeopleErased
from services.contests.domain.export import Export, What
from services.contests.use_cases.audit.note import note_reading
from services.contests.use_cases.context import Context
from shared.errors import NotFound
from shared.ids import derived_id
from shared.tables import Tool


def ask_export(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    tool: Tool,
    language: str,
    what: What = What.PEOPLE,
    idempotency_key: str = "",
) -> Export:
    """Return the export; the same key returns the one that was asked before.

    That the account `by` asks for everybody is noted first. Raises `NotFound`, for a draft too
    and for winners before the draw, or `PeopleErased`, which consents to the newsletter outlive.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    if not found.opened or (what.of_winners and not found.was_drawn):
        raise NotFound
    if found.erased_at is not None and not what.outlives_people:
        raise PeopleErased
    key = idempotency_key or context.ids.ulid()
    export = Export(
        id=derived_id("export", contest, key),
        workspace_id=workspace,
        contest_id=contest,
        by=by,
        tool=tool.value,
        language=language,
        asked_at=now,
        what=what,
        due_at=now,
    )
    note_reading(context, found, by=by, purpose=Purpose.EXPORT, export=export.id)
    return context.stores.exports.add(export)
