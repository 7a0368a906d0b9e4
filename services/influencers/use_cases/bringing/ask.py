"""Let the partners of a program bring people to a contest: a worker makes their links."""

from services.influencers.domain.bringing import Bringing, bringing_id
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.link import NewLinkForm
from services.influencers.domain.program import State
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.checks import checked_form


def ask_bringing(
    context: Context, *, workspace: str, program: str, contest: str, destination: str, by: str
) -> Bringing:
    """Return what was asked; once it is done, asking again makes the links of who came since.

    Raises `NotFound`, `WrongProgramState` unless the program is open, or `BadLink`.
    """
    if context.stores.programs.get(workspace, program).state is not State.OPEN:
        raise WrongProgramState
    form = checked_form(context, workspace, NewLinkForm(destination=destination))
    now = context.clock.now()
    asked = Bringing(
        id=bringing_id(workspace, program, contest),
        workspace_id=workspace,
        program_id=program,
        contest_id=contest,
        destination=form.destination,
        by=by,
        asked_at=now,
        due_at=now,
    )
    stored = context.stores.bringings.add(asked)
    return context.stores.bringings.change(
        stored, lambda found: (found.asked_again(form.destination, by, now), ())
    )
