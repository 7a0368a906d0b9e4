"""Save a draft of a program."""

from collections.abc import Mapping
from typing import Any

from services.influencers.domain.program import Program, saved
from services.influencers.use_cases.context import Context


def save_program(
    context: Context, *, workspace: str, program: str, version: int, settings: Mapping[str, Any]
) -> Program:
    """Return the stored draft, edited from its `version`.

    Members of `settings` replace those of the same name; None removes one. Raises `NotFound`,
    `StaleVersion`, or `WrongProgramState` once it was opened.
    """
    now = context.clock.now()
    return context.stores.programs.change(
        workspace, program, lambda found: (saved(found.at(version), now, settings), ())
    )
