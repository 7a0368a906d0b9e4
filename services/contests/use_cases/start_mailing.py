"""An event concerns everyone in: store a mailing, whose pages a timer writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.contests.domain.mailing import Purpose, new_mailing
from services.contests.use_cases.context import WorkContext


@dataclass(frozen=True)
class StartMailing:
    """`context` is what the event says and no document keeps."""

    workspace: str
    contest: str
    event_id: str
    purpose: Purpose
    context: Mapping[str, Any] = field(default_factory=dict)


def start_mailing(command: StartMailing, context: WorkContext) -> None:
    """Store the mailing under the event's identifier; repeated harmlessly."""
    if command.purpose is Purpose.SEALED and not context.post.seals:
        return
    mailing = new_mailing(
        command.event_id,
        command.purpose,
        workspace=command.workspace,
        contest=command.contest,
        now=context.clock.now(),
        context=command.context,
    )
    context.stores.mailings.add(mailing)
