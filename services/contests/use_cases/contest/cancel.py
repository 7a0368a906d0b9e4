"""Cancel a contest, while that is still possible."""

from services.contests.domain.contest import Contest, cancelled
from services.contests.use_cases.audit.changes import audited
from services.contests.use_cases.context import Context
from shared.events import Event


def cancel_contest(
    context: Context, *, workspace: str, contest: str, reason: str, by: str = ""
) -> Contest:
    """Return the cancelled contest; a repeat changes nothing. Its page shows the reason.

    Raises `NotFound`, `WrongState` or `TooLateToCancel`.
    """
    lead = context.policy.limits.seal_lead

    def cancel(found: Contest) -> tuple[Contest, list[Event]]:
        return cancelled(found, context.stamp(), reason=reason, seal_lead=lead)

    step = audited(context, cancel, workspace=workspace, contest=contest, act="cancel", by=by)
    return context.stores.contests.change(workspace, contest, step)
