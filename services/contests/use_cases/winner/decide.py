"""Somebody of the team decides about a winner: the audit is told in the write of the change."""

from services.contests.domain.winner import Winner, WinnerStep
from services.contests.use_cases.audit.changes import Act, audited
from services.contests.use_cases.context import Context


def decide(
    context: Context,
    step: WinnerStep,
    *,
    workspace: str,
    contest: str,
    ref: str,
    act: str | Act[Winner],
    by: str,
) -> Winner:
    """Change a winner by `step`, which the account `by` decides, and return them afterwards.

    Raises `NotFound`, and what `step` raises.
    """
    told = audited(context, step, workspace=workspace, contest=contest, act=act, by=by, ref=ref)
    return context.stores.winners.change(workspace, contest, ref, told)
