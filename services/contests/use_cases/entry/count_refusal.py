"""Count a form that was refused, without keeping anything of who sent it."""

from services.contests.domain.entry import Refusal, RefusalReason
from services.contests.use_cases.context import Context
from shared.ids import derived_id

# Anyone may send refused forms without end: each would be a document and an event kept for ever.
MOST = 10_000


def count_refusal(
    context: Context,
    *,
    workspace: str,
    contest: str,
    source: str,
    reason: RefusalReason,
    once: str = "",
) -> None:
    """Store one refusal with its event; beyond `MOST` for one reason nothing is written.

    The same `once` counts once, for its first reason; "" always counts.
    """
    if context.stores.refusals.count(workspace, contest, reason.value) >= MOST:
        return
    stamp = context.stamp()
    refusal = Refusal(
        id=derived_id("refusal", once) if once else context.ids.ulid(),
        workspace_id=workspace,
        contest_id=contest,
        source=source,
        reason=reason,
        at=stamp.at,
    )
    context.stores.refusals.add(refusal, refusal.told(stamp.id))
