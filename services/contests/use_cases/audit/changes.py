"""Tell the audit who changed what, in the write of the change itself."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from services.contests.domain.events import changed
from services.contests.use_cases.context import Context
from shared.events import Event

Thing = TypeVar("Thing")
Step = Callable[[Thing], tuple[Thing, Sequence[Event]]]
Act = Callable[[Thing, Thing], str]


def audited(
    context: Context,
    step: Step[Thing],
    *,
    workspace: str,
    contest: str,
    act: str | Act[Thing],
    by: str,
    ref: str = "",
) -> Step[Thing]:
    """Return `step` with an event more, for the audit, wherever it changes something.

    `act` is its name, or names it by what stood there before and what stands there afterwards.
    `by` is the account that decides; "" is nobody of the team, whom no audit notes.
    """

    def told(found: Thing) -> tuple[Thing, Sequence[Event]]:
        after, events = step(found)
        if not by or after == found:
            return after, events
        event = changed(
            context.stamp(),
            workspace_id=workspace,
            contest_id=contest,
            account_id=by,
            act=act if isinstance(act, str) else act(found, after),
            refs=(ref,) if ref else (),
        )
        return after, [*events, event]

    return told
