"""Mailings: whom a fact concerns, page by page."""

from collections.abc import Mapping
from typing import Any

from services.contests.domain.contest import Contest, lists
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.context import WorkContext
from shared import post
from shared.post import Mailing

PAGE = 200


def write_to_everyone(
    context: WorkContext,
    *,
    workspace: str,
    contest: str,
    event_id: str,
    purpose: Purpose,
    said: Mapping[str, Any] | None = None,
) -> None:
    """Owe everyone in a mail, for an event; repeated harmlessly.

    `said` is what the event says and no document keeps. Mails with the seal are left out where
    the operator wants none.
    """
    if purpose is Purpose.SEALED and not context.policy.seal_mails:
        return
    post.start_mailing(
        context.post,
        event_id=event_id,
        purpose=purpose,
        workspace=workspace,
        subject=contest,
        context=said,
    )


def fan_out_mailing(context: WorkContext, mailing: Mailing) -> None:
    """Write the next page of a claimed mailing's mails."""
    contest = context.stores.contests.get(mailing.workspace_id, mailing.subject_id)
    page = context.stores.entries.by_ref(
        contest.workspace_id, contest.id, after=mailing.after or None, limit=PAGE
    )
    purpose = Purpose(mailing.purpose)
    owed = [entry.id for entry in page.items if _concerned(entry, contest, purpose)]
    post.write_page(context.post, mailing, recipients=owed, after=page.after)


def _concerned(entry: Entry, contest: Contest, purpose: Purpose) -> bool:
    if purpose is Purpose.SEALED:
        return lists(contest, entry)
    if purpose is Purpose.CALLED_OFF:
        return entry.state is EntryState.CONFIRMED
    may_yet = entry.state is EntryState.UNCONFIRMED and contest.sealing_at is None
    return entry.state is EntryState.CONFIRMED or may_yet
