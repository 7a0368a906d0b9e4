"""Open, pause, resume or end a program."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from services.influencers.domain.program import (
    Program,
    ProgramAction,
    ended,
    opened,
    paused,
    resumed,
)
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from shared.events import Event

Transition = Callable[[Program, datetime], tuple[Program, Sequence[Event]]]
_MOVES: Mapping[ProgramAction, Transition] = {
    ProgramAction.OPEN: opened,
    ProgramAction.PAUSE: paused,
    ProgramAction.RESUME: resumed,
    ProgramAction.END: ended,
}


def move_program(
    context: Context, move: ProgramAction, *, workspace: str, program: str, version: int, by: str
) -> Program:
    """Return the program as it is afterwards; who decided is told to the audit.

    Someone decides about the version they read. Raises `NotFound`, `StaleVersion`,
    `WrongProgramState`, or `ProgramIncomplete` with what blocks the opening.
    """
    told = {"workspace": workspace, "program": program, "act": f"program_{move.value}", "by": by}

    def step(found: Program) -> tuple[Program, Sequence[Event]]:
        after, events = _MOVES[move](found.at(version), context.clock.now())
        return after, [*events, *([] if after == found else [act_of(context, **told)])]

    return context.stores.programs.change(workspace, program, step)
