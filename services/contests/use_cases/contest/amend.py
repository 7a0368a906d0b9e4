"""Amend a published contest: publicly, for a reason, and to nobody's loss."""

from typing import Any

from services.contests.domain.contest import Contest, amended
from services.contests.use_cases.audit.changes import audited
from services.contests.use_cases.context import Context
from shared.events import Event


def amend_contest(
    context: Context,
    *,
    workspace: str,
    contest: str,
    version: int,
    field: str,
    after: Any,
    reason: str,
    by: str = "",
) -> Contest:
    """Return the contest with its amendment, chained by hash to what was promised before.

    `field` is the setting's dotted path inside settings (`closes_at`). Raises `NotFound`,
    `StaleVersion`, `WrongState` from the closing on, or `AmendmentRefused`.
    """
    limits = context.policy.limits

    def amend(found: Contest) -> tuple[Contest, list[Event]]:
        return amended(
            found.at(version),
            context.stamp(),
            field=field,
            after=after,
            reason=reason,
            limits=limits,
        )

    step = audited(context, amend, workspace=workspace, contest=contest, act="amend", by=by)
    return context.stores.contests.change(workspace, contest, step)
