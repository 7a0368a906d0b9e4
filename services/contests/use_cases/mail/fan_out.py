"""Mailings: whom a fact concerns, page by page."""

from collections.abc import Mapping
from typing import Any

from services.contests.domain.contest import Contest, leaves_time_to_confirm, lists, reminds
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.context import WorkContext
from shared import post
from shared.documents import Page
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
    the operator wants none, reminders where nobody could confirm any more.
    """
    if purpose is Purpose.SEALED and not context.policy.seal_mails:
        return
    if purpose is Purpose.STILL_WAITING and not leaves_time_to_confirm(
        context.stores.contests.get(workspace, contest)
    ):
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
    """Write the next page of a claimed mailing's mails; one may be to a single entry."""
    if entry := mailing.context.get("entry"):
        post.write_page(context.post, mailing, recipients=[entry], after=None)
        return
    contest = context.stores.contests.get(mailing.workspace_id, mailing.subject_id)
    purpose, apart = Purpose(mailing.purpose), _apart(context, mailing)
    page = _page(context, mailing, purpose)
    concerned = (entry for entry in page.items if entry.ref not in apart)
    owed = [entry.id for entry in concerned if _concerned(entry, contest, purpose)]
    post.write_page(context.post, mailing, recipients=owed, after=page.after)


def _page(context: WorkContext, mailing: Mailing, purpose: Purpose) -> Page[Entry]:
    whose = (mailing.workspace_id, mailing.subject_id)
    entries, place = context.stores.entries, mailing.after or None
    if purpose is Purpose.STILL_WAITING:
        state = EntryState.UNCONFIRMED.value
        return entries.page(*whose, state=state, after=place, limit=PAGE)
    return entries.by_ref(*whose, after=place, limit=PAGE)


def _apart(context: WorkContext, mailing: Mailing) -> frozenset[str]:
    """Return the refs of whom a mailing leaves out: of a result, those who have had a place."""
    if mailing.purpose != Purpose.RESULT:
        return frozenset()
    whose = (mailing.workspace_id, mailing.subject_id)
    drawn = frozenset(winner.ref for winner in context.stores.draws.get(*whose).winners)
    outcome = context.stores.outcomes.find(*whose)
    return drawn | outcome.promoted if outcome else drawn


def _concerned(entry: Entry, contest: Contest, purpose: Purpose) -> bool:
    if purpose in (Purpose.SEALED, Purpose.RESULT):
        return lists(contest, entry)
    if purpose is Purpose.STILL_WAITING:
        return reminds(contest, entry)
    if purpose is Purpose.CALLED_OFF:
        return entry.state is EntryState.CONFIRMED
    may_yet = entry.state is EntryState.UNCONFIRMED and contest.sealing_at is None
    return entry.state is EntryState.CONFIRMED or may_yet
