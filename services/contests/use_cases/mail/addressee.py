"""To whom a mail goes, read when it is sent: an erasure or an answer given since is respected."""

import json
from dataclasses import dataclass, replace

from services.contests.domain.contest import REST, Contest, State, takes_confirmations
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.outcome import OwnResult, ResultKind
from services.contests.domain.winner import (
    About,
    Winner,
    WinnerState,
    holds_place,
    may_give,
    owes_details,
)
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.outcome.own import own_result
from shared.addresses import address_key
from shared.errors import NotFound
from shared.events import instant_text
from shared.mail import Attachment
from shared.post import QueuedMail


@dataclass(frozen=True)
class Addressee:
    """Who gets a mail, and of which purpose it has become."""

    mail: QueuedMail
    contest: Contest
    entry: Entry
    purpose: Purpose
    key: bytes
    winner: Winner | None = None
    attachments: tuple[Attachment, ...] = ()
    result: OwnResult | None = None


def addressee_of(context: WorkContext, mail: QueuedMail) -> Addressee | None:
    """Return to whom the mail goes; None when it has lost its sense since it was written."""
    contest = context.stores.contests.get(mail.workspace_id, mail.subject_id)
    try:
        entry = context.stores.entries.get(contest.workspace_id, contest.id, mail.recipient_id)
    except NotFound:
        return None
    purpose = Purpose(mail.purpose)
    called_off = contest.state is State.CANCELLED
    if called_off is not (purpose is Purpose.CALLED_OFF):
        return None
    if not entry.person.email or not contest.secrets.address_key:
        return None
    addressee = Addressee(mail, contest, entry, purpose, address_secret(context, contest))
    if _is_told_enough(addressee, context):
        return None
    return _SENSE[purpose](addressee, context) if purpose in _SENSE else addressee


def stranger_of(to: Addressee) -> str:
    """Return what stands for an address whose owner has not confirmed; "" for any other.

    32 bits of its HMAC are enough to count, and too few to tell who it is.
    """
    if to.mail.purpose != Purpose.CONFIRM and to.entry.state is not EntryState.UNCONFIRMED:
        return ""
    return address_key(to.key, to.entry.person.email)[:8]


def _is_told_enough(to: Addressee, context: WorkContext) -> bool:
    stranger = stranger_of(to)
    where = (to.contest.workspace_id, to.contest.id, stranger)
    return bool(stranger) and context.stores.mails.told_enough(*where, context.clock.now())


def _in(to: Addressee, context: WorkContext) -> Addressee | None:
    return to if to.entry.state is EntryState.CONFIRMED else None


def _confirm(to: Addressee, context: WorkContext) -> Addressee | None:
    """The form always answers alike; only the mail says that someone is already in."""
    if to.entry.state is not EntryState.UNCONFIRMED:
        return None
    known = context.stores.entries.of_address(
        to.contest.workspace_id, to.contest.id, address_key(to.key, to.entry.person.email)
    )
    if known is not None and known.state is EntryState.CONFIRMED:
        told = replace(known, language=to.entry.language)
        return replace(to, entry=told, purpose=Purpose.ALREADY_IN)
    # One that is late is sent all the same: the window is lengthened for whoever waited for it.
    return to if to.contest.sealing_at is None else None


def _still_waiting(to: Addressee, context: WorkContext) -> Addressee | None:
    """Once: whoever sent several forms, or is in by another entry, is not asked again for each.

    Nor is whom the first mail has not reached, or reached a moment ago, as after an outage.
    """
    now, waits = context.clock.now(), to.entry.state is EntryState.UNCONFIRMED
    if not waits or not takes_confirmations(to.contest, now):
        return None
    key = address_key(to.key, to.entry.person.email)
    whose = (to.contest.workspace_id, to.contest.id)
    mails, stranger = context.stores.mails, stranger_of(to)
    known = context.stores.entries.of_address(*whose, key)
    reminded = mails.told(*whose, stranger, to.purpose)
    own = mails.of_recipients(*whose, [to.entry.id])[to.entry.id]
    reached = any(mail.sent_at is not None and mail.sent_at <= now - REST for mail in own)
    return to if known is None and not reminded and reached else None


def _amended(to: Addressee, context: WorkContext) -> Addressee | None:
    """Who is in by another entry is told there; who never confirmed cannot any more once sealed."""
    if to.entry.state is EntryState.CONFIRMED:
        return to
    if to.entry.state is not EntryState.UNCONFIRMED or to.contest.sealing_at is not None:
        return None
    key = address_key(to.key, to.entry.person.email)
    known = context.stores.entries.of_address(to.contest.workspace_id, to.contest.id, key)
    return to if known is None else None


def _receipt(to: Addressee, context: WorkContext) -> Addressee | None:
    if to.entry.receipt is None:
        return None
    content = json.dumps(to.entry.receipt, indent=2, sort_keys=True).encode()
    receipt = Attachment(f"receipt-{to.entry.ref}.json", "application/json", content)
    return replace(to, attachments=(receipt,))


def _excluded(to: Addressee, context: WorkContext) -> Addressee | None:
    return to if to.entry.state is EntryState.EXCLUDED else None


def _reinstated(to: Addressee, context: WorkContext) -> Addressee | None:
    """Once the draw is made, that somebody is in again is no news."""
    return None if to.contest.was_drawn else _in(to, context)


def _result(to: Addressee, context: WorkContext) -> Addressee | None:
    """Whoever has a place, by the draw or since, is told of it by another mail."""
    result = own_result(context, to.contest, to.entry.ref)
    if result is None or result.kind is ResultKind.PLACE:
        return None
    return replace(to, result=result)


def _winner(to: Addressee, context: WorkContext) -> Addressee | None:
    winner = context.stores.winners.get(to.contest.workspace_id, to.contest.id, to.entry.ref)
    if to.purpose is Purpose.SKIP_NOTICE:
        sensible = winner.holds and _announced(to.mail, winner)
    elif to.purpose is Purpose.KEPT:
        sensible = winner.holds and winner.announced_at is None and _knows(to, winner, context)
    elif to.purpose is Purpose.REMINDER:
        sensible = _forgets(winner, context)
    elif to.purpose is Purpose.DETAILS:
        sensible = _owes(to.contest, winner) and _in_time(winner, context)
    elif to.purpose is Purpose.SENT:
        sensible = winner.holds and winner.sending is not None
    elif to.purpose is Purpose.LETTER:
        sensible = holds_place(winner) and winner.letter(to.mail.context["letter"]) is not None
    else:
        # Nobody is told of a prize that is about to be taken from them.
        awaited = winner.state in (WinnerState.DRAWN, WinnerState.NOTIFIED)
        sensible = awaited and winner.announced_at is None
    return replace(to, winner=winner) if sensible else None


def _forgets(winner: Winner, context: WorkContext) -> bool:
    """Return whether a winner may still answer and has not; one who is to be skipped is let be."""
    waits = winner.state is WinnerState.NOTIFIED and winner.announced_at is None
    return waits and winner.answer_by is not None and context.clock.now() < winner.answer_by


def _owes(contest: Contest, winner: Winner) -> bool:
    held = may_give(winner) and winner.announced_at is None
    return held and owes_details(winner, contest.ask_of(winner.prize_name))


def _in_time(winner: Winner, context: WorkContext) -> bool:
    """Return whether the date that a reminder of details names is still to come."""
    return winner.details_by is not None and context.clock.now() < winner.details_by


def _announced(notice: QueuedMail, winner: Winner) -> bool:
    """Return whether the skip that a notice tells of was not taken back since."""
    at = winner.announced_at
    return at is not None and bool(notice.context["announced_at"] == instant_text(at))


def _knows(to: Addressee, winner: Winner, context: WorkContext) -> bool:
    """Return whether a winner heard of the skip that was taken back, by the notice or otherwise.

    Whose mail about the prize was dropped for the skip has heard of neither, and is told now.
    """
    told = winner.told
    if told is not None and told.about is About.SKIP and told.approved_by:
        return True
    whose = (to.contest.workspace_id, to.contest.id)
    mails = context.stores.mails.of_recipients(*whose, [to.entry.id])[to.entry.id]
    return any(_tells_of(to.mail, each, winner) for each in mails)


def _tells_of(kept: QueuedMail, mail: QueuedMail, winner: Winner) -> bool:
    if mail.purpose == Purpose.SKIP_NOTICE:
        same = mail.context["announced_at"] == kept.context["announced_at"]
        return same and mail.sent_at is not None
    dropped = mail.purpose == Purpose.WINNER and mail.dropped_at is not None
    return dropped and winner.state is WinnerState.DRAWN


_SENSE = {
    Purpose.CONFIRM: _confirm,
    Purpose.STILL_WAITING: _still_waiting,
    Purpose.AMENDED: _amended,
    Purpose.CALLED_OFF: _in,
    Purpose.RECEIPT: _receipt,
    Purpose.EXCLUDED: _excluded,
    Purpose.REINSTATED: _reinstated,
    Purpose.WINNER: _winner,
    Purpose.SKIP_NOTICE: _winner,
    Purpose.KEPT: _winner,
    Purpose.REMINDER: _winner,
    Purpose.DETAILS: _winner,
    Purpose.SENT: _winner,
    Purpose.LETTER: _winner,
    Purpose.RESULT: _result,
}
