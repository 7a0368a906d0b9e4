"""Write the next page of a mailing's mails."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.mailing import Purpose, new_mail
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.freeze_list import in_time
from shared.documents import Document

PAGE = 200


@dataclass(frozen=True)
class FanOutMailing:
    """A mailing was claimed by the timer."""

    mailing: Document


def fan_out_mailing(command: FanOutMailing, context: WorkContext) -> None:
    """Store one page of mails, then note the place reached.

    An end between the two writes the same mails again under the same identifiers: nothing.
    """
    mailing = command.mailing
    contest = context.stores.contests.get(mailing["workspace_id"], mailing["contest_id"])
    page = context.stores.entries.by_ref(
        contest.workspace_id, contest.id, after=mailing["after"] or None, limit=PAGE
    )
    purpose = Purpose(mailing["purpose"])
    owed = [entry for entry in page.items if _concerned(entry, contest, purpose)]
    context.stores.mails.add([_mail(mailing, purpose, entry, context) for entry in owed])
    context.stores.mailings.advance(
        mailing,
        page.after or "",
        mailing["written"] + len(owed),
        context.clock.now() if page.after else None,
    )


def _concerned(entry: Entry, contest: Contest, purpose: Purpose) -> bool:
    if purpose is Purpose.SEALED:
        return in_time(entry, contest)
    if purpose is Purpose.CALLED_OFF:
        return entry.state is EntryState.CONFIRMED
    may_yet = entry.state is EntryState.UNCONFIRMED and contest.sealing_at is None
    return entry.state is EntryState.CONFIRMED or may_yet


def _mail(mailing: Document, purpose: Purpose, entry: Entry, context: WorkContext) -> Document:
    return new_mail(
        mailing["_id"],
        purpose,
        workspace=mailing["workspace_id"],
        contest=mailing["contest_id"],
        entry_id=entry.id,
        host=context.post.links.host,
        now=context.clock.now(),
        context=mailing["context"],
    )
