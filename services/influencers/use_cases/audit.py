"""Tell the audit who is shown partners, before they are, and who changed what, with the change."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from services.influencers.domain.audit import PeopleRead, Purpose
from services.influencers.domain.events import changed
from services.influencers.use_cases.context import Context
from shared.events import Event

Thing = TypeVar("Thing")
Step = Callable[[Thing], tuple[Thing, Sequence[Event]]]


def note_reading(
    context: Context,
    *,
    workspace: str,
    by: str,
    purpose: Purpose,
    refs: Sequence[str] = (),
    program: str = "",
    searched: str = "",
) -> None:
    """Store that the account `by` is shown these partners.

    Whoever cannot store it shows nobody.
    """
    context.stores.audit.add(
        PeopleRead(
            id=context.ids.ulid(),
            workspace_id=workspace,
            account_id=by,
            purpose=purpose,
            refs=tuple(refs),
            at=context.clock.now(),
            program_id=program,
            searched=searched,
        )
    )


def act_of(
    context: Context, *, workspace: str, act: str, by: str, partner: str = "", program: str = ""
) -> Event:
    """Return the event of an act of the account `by`."""
    return changed(
        context.stamp(),
        workspace_id=workspace,
        account_id=by,
        act=act,
        refs=(partner,) if partner else (),
        program_id=program,
    )


def audited(
    context: Context,
    step: Callable[[Thing], Thing],
    *,
    workspace: str,
    act: str,
    by: str,
    partner: str = "",
    program: str = "",
) -> Step[Thing]:
    """Return `step` with an event for the audit, wherever it changes something."""
    told = {"workspace": workspace, "act": act, "by": by, "partner": partner, "program": program}

    def done(found: Thing) -> tuple[Thing, Sequence[Event]]:
        after = step(found)
        return after, () if after == found else (act_of(context, **told),)

    return done
