"""Delete a draft."""

from services.contests.domain.audit import DraftDeleted
from services.contests.domain.contest import State
from services.contests.use_cases.context import Context


def delete_draft(context: Context, *, workspace: str, contest: str, version: int, by: str) -> None:
    """Delete a draft as it was shown; its public address is free again.

    Nothing else belongs to a draft: nobody entered, and nothing is exported or sent before the
    opening. That `by` decided it is noted first, for afterwards there is no document to tell it.
    Raises `NotFound`, `WrongState` from the opening on, or `StaleVersion`.
    """
    found = context.stores.contests.get(workspace, contest).at(version)
    found.require(State.DRAFT)
    context.stores.audit.add(
        DraftDeleted(context.ids.ulid(), workspace, contest, by, context.clock.now())
    )
    context.stores.contests.remove(found)
