"""No mail reaches a winner: two people tell them by another channel, and answer for it."""

from typing import Any

from services.contests.domain.winner import Winner, step_of, tell
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.decide import decide


def tell_winner(
    context: Context,
    *,
    workspace: str,
    contest: str,
    ref: str,
    evidence_hash: str,
    by: str,
    seen: str | None = None,
    approve: bool | None = None,
) -> Winner:
    """Propose that a winner was told, or, as a second person with the same evidence, approve it.

    What they were told is the announced skip if it is still owed, else the prize. Raises
    `NotFound`, `WrongWinnerState` when nothing is owed any more, or `SecondPersonNeeded`; with
    `seen` and `approve`, as in `skip_winner`, `ProposalChanged` or `Invalid`.
    """
    meant: dict[str, Any] = {"by": by, "seen": seen, "approve": approve}
    now = context.clock.now()
    within = context.stores.contests.get(workspace, contest).terms.answer_within
    return decide(
        context,
        lambda each: tell(
            each, evidence_hash=evidence_hash, now=now, answer_within=within, **meant
        ),
        workspace=workspace,
        contest=contest,
        ref=ref,
        act=lambda before, after: f"{step_of(before.told, after.told)}_told",
        by=by,
    )
