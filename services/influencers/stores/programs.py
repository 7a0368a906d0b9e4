"""Programs, in the collection `programs`."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.program import Program, State
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

PROGRAMS = Declaration(
    "programs",
    indexes=(
        Index("created", ("workspace_id", "created_at")),
        Index("state", ("workspace_id", "state", "created_at")),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)


class ProgramStore:
    """Where programs are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(PROGRAMS)
        self._programs = Things(self.collection, program_of, program_document)

    def add(self, program: Program) -> Program:
        """Store a program; return the one that the same request had made before."""
        with suppress(Duplicate):
            self._programs.add(program)
        return self._programs.get(program.workspace_id, program.id)

    def get(self, workspace: str, program: str) -> Program:
        """Return a program. Raises `NotFound`."""
        return self._programs.get(workspace, program)

    def page(
        self, workspace: str, *, state: str = "", after: str | None = None, limit: int = 50
    ) -> Page[Program]:
        """Return programs, of one state if given, the newest first."""
        where = {"state": state} if state else {}
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._programs.page(workspace, where, after=after, limit=limit, **order)

    def change(self, workspace: str, program: str, step: Step[Program]) -> Program:
        """Change a program as it now is by `step`; return it afterwards. Raises `NotFound`."""
        return self._programs.change(workspace, program, step)


def program_document(program: Program) -> Document:
    """Return the document of a program."""
    document = members_of(program)
    return document | {"_id": document.pop("id"), "state": program.state.value}


def program_of(document: Mapping[str, Any]) -> Program:
    """Return the program of a document."""
    known = known_members(Program, document)
    return Program(**known | {"id": document["_id"], "state": State(document["state"])})
