"""An event owes someone a mail: store it, to be sent by a timer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.contests.domain.mailing import Purpose, new_mail
from services.contests.use_cases.context import WorkContext


@dataclass(frozen=True)
class WriteMail:
    """`context` is what the event says and no document keeps."""

    workspace: str
    contest: str
    event_id: str
    entry_id: str
    purpose: Purpose
    context: Mapping[str, Any] = field(default_factory=dict)


def write_mail(command: WriteMail, context: WorkContext) -> None:
    """Store the mail under the identifier that event and purpose give; repeated harmlessly."""
    mail = new_mail(
        command.event_id,
        command.purpose,
        workspace=command.workspace,
        contest=command.contest,
        entry_id=command.entry_id,
        host=context.post.links.host,
        now=context.clock.now(),
        context=command.context,
    )
    context.stores.mails.add([mail])
