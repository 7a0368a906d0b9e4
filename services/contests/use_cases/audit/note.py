"""Write down who is shown people, before they are."""

from collections.abc import Sequence

from services.contests.domain.audit import PeopleRead, Purpose
from services.contests.domain.contest import Contest
from services.contests.use_cases.context import Context


def note_reading(
    context: Context,
    contest: Contest,
    *,
    by: str,
    purpose: Purpose,
    refs: Sequence[str] = (),
    searched: str = "",
    export: str = "",
) -> None:
    """Store that the account `by` is shown these refs, or has everybody exported.

    Whoever cannot store it shows nobody.
    """
    context.stores.audit.add(
        PeopleRead(
            id=context.ids.ulid(),
            workspace_id=contest.workspace_id,
            contest_id=contest.id,
            account_id=by,
            purpose=purpose,
            refs=tuple(refs),
            at=context.clock.now(),
            searched=searched,
            export=export,
        )
    )
