"""A prize has gone: the winner is told how."""

from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.context import WorkContext
from shared.post import write_mail


def tell_sent(
    context: WorkContext, *, workspace: str, contest: str, event_id: str, ref: str
) -> None:
    """Write the mail of the event `event_id`; repeated harmlessly."""
    winner = context.stores.winners.get(workspace, contest, ref)
    write_mail(
        context.post,
        event_id=event_id,
        purpose=Purpose.SENT,
        workspace=workspace,
        subject=contest,
        recipient=winner.entry_id,
        context={"ref": ref},
    )
