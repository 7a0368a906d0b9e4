"""Count a form that was refused, without keeping anything of who sent it."""

from dataclasses import dataclass

from services.contests.domain.entry import Refusal, RefusalReason
from services.contests.domain.events import entry_refused
from services.contests.use_cases.context import Context
from shared.ids import derived_id

# Anyone may send refused forms without end: each would be a document and an event kept for ever.
MOST = 10_000


@dataclass(frozen=True)
class CountRefusal:
    """A form was refused; the same `once` counts once, for its first reason; "" always counts."""

    workspace_id: str
    contest_id: str
    source: str
    reason: RefusalReason
    once: str = ""


def count_refusal(command: CountRefusal, context: Context) -> None:
    """Store one refusal with its event; beyond `MOST` for one reason nothing is written."""
    counted = context.stores.refusals.count(
        command.workspace_id, command.contest_id, command.reason.value
    )
    if counted >= MOST:
        return
    stamp = context.stamp()
    refusal = Refusal(
        id=derived_id("refusal", command.once) if command.once else context.ids.ulid(),
        workspace_id=command.workspace_id,
        contest_id=command.contest_id,
        source=command.source,
        reason=command.reason,
        at=stamp.at,
    )
    event = entry_refused(
        stamp,
        refusal_id=refusal.id,
        contest_id=refusal.contest_id,
        source=refusal.source,
        reason=refusal.reason.value,
    )
    context.stores.refusals.add(refusal, event)
