"""Send a file of partners: the worker takes it line by line."""

from datetime import timedelta

from services.influencers.domain.imports import Import, read_table
from services.influencers.domain.partner import ImportForm
from services.influencers.use_cases.context import Context
from shared.ids import derived_id

# Longer than any import takes: then its file goes, whatever became of it.
FILE_LIVES = timedelta(days=7)


def ask_import(
    context: Context, *, workspace: str, by: str, form: ImportForm, data: bytes, key: str = ""
) -> Import:
    """Return the import; the same key returns the one that was asked before.

    The file is looked at before anything is kept. Raises `Invalid` (`file`).
    """
    table, now = read_table(data), context.clock.now()
    import_id = derived_id("import", workspace, key or context.ids.ulid())
    known = context.stores.imports.find(workspace, import_id)
    if known is not None:
        return known
    file = context.files.keep(workspace, [data], now + FILE_LIVES)
    asked = Import(
        id=import_id,
        workspace_id=workspace,
        by=by,
        source=form.source,
        legal_basis=form.legal_basis,
        kind=form.kind,
        language=form.language,
        asked_at=now,
        total=len(table.lines),
        file_id=file.id,
        due_at=now,
    )
    return context.stores.imports.add(asked)
