"""Send one mail that waits."""

from collections.abc import Callable, Sequence

from services.contests.domain.contact import mailbox_of_contact
from services.contests.domain.events import skip_notified, winner_notified
from services.contests.domain.mail.purpose import MARKETING_CAPABLE, Purpose
from services.contests.domain.winner import WinnerState
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.mail.addressee import Addressee, addressee_of, stranger_of
from services.contests.use_cases.mail.compose import facts_of
from shared import post
from shared.events import Event, Stamp
from shared.ids import derived_id
from shared.post import Outgoing, QueuedMail

_TELLS: dict[str, tuple[str, Callable[..., Event]]] = {
    Purpose.WINNER: ("winner.notified", winner_notified),
    Purpose.KEPT: ("winner.notified", winner_notified),
    Purpose.SKIP_NOTICE: ("winner.skip_notified", skip_notified),
}


def send_mail(context: WorkContext, mail: QueuedMail) -> None:
    """Send a claimed mail, let it wait, or drop it where it has lost its sense."""
    to = addressee_of(context, mail)
    post.send_mail(context.post, mail, _outgoing(context, to) if to else None)


def _outgoing(context: WorkContext, to: Addressee) -> Outgoing:
    facts = facts_of(context, to)
    may_stop = to.purpose in MARKETING_CAPABLE and to.entry.takes_news
    return Outgoing(
        purpose=to.purpose,
        language=to.entry.language,
        to=to.entry.person.email,
        sender_name=facts["organiser"],
        facts=facts,
        headers={
            **post.answers_to(mailbox_of_contact(to.contest.terms.contact)),
            **(post.one_click(facts["unsubscribe"]) if may_stop else {}),
        },
        attachments=to.attachments,
        stranger=stranger_of(to),
        told=lambda: _accepted(context, to),
    )


def _accepted(context: WorkContext, to: Addressee) -> Sequence[Event]:
    mail = to.mail
    # That a skip is taken back tells of the prize whoever was never told of it.
    known = to.purpose is Purpose.KEPT and to.winner and to.winner.state is not WinnerState.DRAWN
    if mail.purpose not in _TELLS or known:
        return ()
    name, event = _TELLS[mail.purpose]
    stamp = Stamp(derived_id(name, mail.id), context.clock.now())
    return (event(stamp, contest_id=mail.subject_id, ref=mail.context["ref"]),)
