"""Go on with a file, part by part; whatever breaks off goes on from the line that was reached."""

from collections.abc import Callable, Mapping

from services.influencers.domain.imports import Columns, Import, ImportState, Refusal, read_table
from services.influencers.stores.imports import ImportStore
from services.influencers.use_cases.context import Context

PART = 500
Take = Callable[[Context, Import, int, Mapping[str, str]], Refusal | None]


def go_on(
    context: Context, store: ImportStore, asked: Import, columns: Columns, take: Take, part: int
) -> None:
    """Take the next lines by `take`, which tells why not; behind the last one the file goes.

    `take` is harmless when a line is repeated.
    """
    if asked.state is ImportState.WAITING:
        asked = _next(context, store, asked, columns, take, part)
    if asked.state is ImportState.DONE and asked.file_id:
        context.files.remove(asked.workspace_id, asked.file_id)
        store.change(asked, lambda found: (found.without_file(), ()))


def _next(
    context: Context, store: ImportStore, asked: Import, columns: Columns, take: Take, part: int
) -> Import:
    data = b"".join(context.files.read(asked.workspace_id, asked.file_id))
    lines = read_table(data, columns).lines[asked.reached : asked.reached + part]
    tried = [take(context, asked, number, line) for number, line in lines]
    refused, now = [each for each in tried if each is not None], context.clock.now()

    def grown(found: Import) -> tuple[Import, tuple[()]]:
        # Another worker may have been faster: what it counted is what this one found.
        after = found.grown(len(lines), refused, now) if found.reached == asked.reached else found
        return after, ()

    return store.change(asked, grown)
