"""Cancel a contest, while that is still possible."""

from services.contests.domain.contest import Contest, cancelled
from services.contests.use_cases.context import Context


def cancel_contest(context: Context, *, workspace: str, contest: str, reason: str) -> Contest:
    """Return the cancelled contest; a repeat changes nothing. Its page shows the reason.

    Raises `NotFound`, `WrongState` or `TooLateToCancel`.
    """
    lead = context.policy.limits.seal_lead
    return context.stores.contests.change(
        workspace,
        contest,
        lambda found: cancelled(found, context.stamp(), reason=reason, seal_lead=lead),
    )
