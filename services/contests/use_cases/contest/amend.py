"""Amend a published contest: publicly, for a reason, and to nobody's loss."""

from typing import Any

from services.contests.domain.contest import Contest, amended
from services.contests.use_cases.context import Context


def amend_contest(
    context: Context,
    *,
    workspace: str,
    contest: str,
    version: int,
    field: str,
    after: Any,
    reason: str,
) -> Contest:
    """Return the contest with its amendment, chained by hash to what was promised before.

    `field` is the setting's dotted path inside settings (`closes_at`). Raises `NotFound`,
    `StaleVersion`, `WrongState` from the closing on, or `AmendmentRefused`.
    """
    limits = context.policy.limits
    return context.stores.contests.change(
        workspace,
        contest,
        lambda found: amended(
            found.at(version),
            context.stamp(),
            field=field,
            after=after,
            reason=reason,
            limits=limits,
        ),
    )
