"""Files of links, in the collection `link_imports`, program by program."""

from typing import Any

from services.influencers.domain.imports import Import
from services.influencers.stores.imports import ImportStore
from shared.documents import Declaration, Index, Page

LINK_IMPORTS = Declaration(
    "link_imports",
    indexes=(
        Index("program", ("workspace_id", "program_id", "asked_at")),
        Index("due", ("due_at",)),
    ),
)


class LinkImportStore(ImportStore):
    """Where files of links are kept; the files themselves are elsewhere, and go."""

    declaration = LINK_IMPORTS

    def of_program(
        self, workspace: str, program: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Import]:
        """Return those of a program, the newest first."""
        order: dict[str, Any] = {"sort": ("asked_at",), "descending": True}
        where = {"program_id": program}
        return self._imports.page(workspace, where, after=after, limit=limit, **order)
