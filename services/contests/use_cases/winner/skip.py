"""Staff skips a winner: two people, an evidence hash, and 72 hours for the winner to object."""

from typing import Any

from services.contests.domain.winner import Winner, skip, step_of
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.decide import decide


def skip_winner(
    context: Context,
    *,
    workspace: str,
    contest: str,
    ref: str,
    code: str,
    evidence_hash: str,
    by: str,
    seen: str | None = None,
    approve: bool | None = None,
) -> Winner:
    """Propose to skip a winner, or, as a second person with the same evidence, approve it.

    Once approved, a timer tells the winner. The time to object runs from there on, and the prize
    passes on when it ends: nobody is skipped without having been told.
    `seen` is the mark of the proposal that was read ("" for none), `approve` what is meant; None
    checks neither. Raises `NotFound`, `Invalid`, `WrongWinnerState`, `ProposalChanged` or
    `SecondPersonNeeded`.
    """
    meant: dict[str, Any] = {"by": by, "seen": seen, "approve": approve}
    now = context.clock.now()
    return decide(
        context,
        lambda each: skip(each, code=code, evidence_hash=evidence_hash, now=now, **meant),
        workspace=workspace,
        contest=contest,
        ref=ref,
        act=lambda before, after: f"{step_of(before.skip, after.skip)}_skip",
        by=by,
    )
