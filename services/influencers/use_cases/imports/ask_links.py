"""Send a file of links: the worker makes them line by line."""

from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.imports import LINKS, Import, read_table
from services.influencers.domain.program import State
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.imports.ask import FILE_LIVES
from shared.ids import derived_id


def ask_link_import(
    context: Context, *, workspace: str, program: str, by: str, data: bytes, key: str = ""
) -> Import:
    """Return the import; the same key returns the one that was asked before.

    The file is looked at before anything is kept. Raises `NotFound`, `WrongProgramState` where the
    program has ended, or `Invalid` (`file`).
    """
    if context.stores.programs.get(workspace, program).state is State.ENDED:
        raise WrongProgramState
    table, now = read_table(data, LINKS), context.clock.now()
    once = derived_id("link_import", workspace, program, key or context.ids.ulid())
    known = context.stores.link_imports.find(workspace, once)
    if known is not None:
        return known
    asked = Import(
        id=once,
        workspace_id=workspace,
        program_id=program,
        by=by,
        source="",
        legal_basis="",
        kind="",
        language="",
        asked_at=now,
        total=len(table.lines),
        file_id=context.files.keep(workspace, [data], now + FILE_LIVES).id,
        due_at=now,
    )
    return context.stores.link_imports.add(asked)
