"""Read programs: one with its figures, a page of them, and what everybody sees of an open one."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.influencers.domain.errors import ProgramNotOpen
from services.influencers.domain.program import Program, State
from services.influencers.use_cases.context import Context
from shared.documents import Page
from shared.errors import NotFound


@dataclass(frozen=True)
class ProgramView:
    """A program, and how many enrolments there are by state."""

    program: Program
    counts: Mapping[str, int]


def read_program(context: Context, *, workspace: str, program: str) -> ProgramView:
    """Return a program with its figures. Raises `NotFound`."""
    return view_of(context, context.stores.programs.get(workspace, program))


def view_of(context: Context, program: Program) -> ProgramView:
    """Return a program with its figures."""
    counts = context.stores.enrollments.counts(program.workspace_id, program.id)
    return ProgramView(program, counts)


def list_programs(
    context: Context,
    *,
    workspace: str,
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[Program]:
    """Return a page of programs, of one state if given, the newest first."""
    return context.stores.programs.page(workspace, state=state, after=after, limit=limit)


def read_open_program(context: Context, *, workspace: str, program: str) -> Program:
    """Return a program as whoever applies sees it.

    Raises `NotFound` for a draft, `ProgramNotOpen` for one that takes nobody in.
    """
    found = context.stores.programs.get(workspace, program)
    if found.state is State.DRAFT:
        raise NotFound
    if not found.takes_applications:
        raise ProgramNotOpen
    return found
