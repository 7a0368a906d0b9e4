"""A mailing is written once by its event; whoever claims it writes a page of its mails."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.post.mailing import Mailing
from shared.post.post import Post
from shared.post.queued import queued_mail


def start_mailing(
    post: Post,
    *,
    event_id: str,
    purpose: str,
    workspace: str,
    subject: str,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Store the mailing under the event's identifier; repeated harmlessly.

    `context` is what the event says and no document keeps.
    """
    post.mailings.add(
        Mailing(
            id=event_id,
            workspace_id=workspace,
            purpose=purpose,
            subject_id=subject,
            context=dict(context or {}),
            due_at=post.clock.now(),
        )
    )


def write_page(
    post: Post, mailing: Mailing, *, recipients: Sequence[str], after: str | None
) -> None:
    """Store one page of a claimed mailing's mails, then note the place reached.

    `after` is the place from which the next page begins, None where there is none. An end between
    the two writes the same mails again under the same identifiers: nothing.
    """
    now = post.clock.now()
    post.mails.add(
        [
            queued_mail(
                mailing.id,
                mailing.purpose,
                workspace=mailing.workspace_id,
                subject=mailing.subject_id,
                recipient=recipient,
                host=post.host,
                now=now,
                context=mailing.context,
            )
            for recipient in recipients
        ]
    )
    post.mailings.advance(mailing, lambda found: found.advanced(after, len(recipients), now))
