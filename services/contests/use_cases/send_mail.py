"""Send one mail that waits."""

from dataclasses import dataclass

from services.contests.domain.events import skip_notified, winner_notified
from services.contests.domain.mailing import (
    MARKETING_CAPABLE,
    Letter,
    Purpose,
    wait_after,
    wait_after_deferral,
)
from services.contests.use_cases.address_mail import Addressee, addressee_of, stranger_of
from services.contests.use_cases.compose_mail import facts_of
from services.contests.use_cases.context import WorkContext
from shared.documents import Document
from shared.events import Event
from shared.mail import Mail, MailDeferred, MailRefused, MailUnavailable, MailUnfit, named

_TELLS = {
    Purpose.WINNER: ("winner.notified", winner_notified),
    Purpose.SKIP_NOTICE: ("winner.skip_notified", skip_notified),
}


@dataclass(frozen=True)
class SendMail:
    """A mail was claimed by the timer."""

    mail: Document


def send_mail(command: SendMail, context: WorkContext) -> None:
    """Send it, or let it wait while the server is away; one that nobody needs any more is dropped.

    An outage lasts from the first mail that the server does not take at all until the next that
    it takes or puts off. A mail put off too often counts as refused. One that is refused for what
    it is raises an alarm and is put off as well: its recipient is not at fault, and a mended
    program writes it anew.

    An end between sending and storing sends it again under the same Message-ID, which mail
    programs show once.
    """
    mail = command.mail
    addressee = addressee_of(mail, context)
    if addressee is None:
        context.stores.mails.close(mail, "dropped", context.clock.now())
        return
    try:
        context.post.mailer.send(_message(mail, addressee, context))
    except MailUnavailable:
        now = context.clock.now()
        context.stores.outages.begin(now)
        context.stores.mails.delay(mail, now + wait_after(mail["attempts"]))
    except MailDeferred:
        context.stores.outages.end(context.clock.now())
        _defer(mail, context)
    except MailUnfit as error:
        context.alarms.mail_unfit(mail["contest_id"], mail["purpose"], error.detail)
        context.stores.outages.end(context.clock.now())
        _defer(mail, context)
    except MailRefused:
        _give_up(mail, context)
    else:
        context.stores.outages.end(context.clock.now())
        events = _accepted(mail, context)
        stranger = stranger_of(addressee)
        context.stores.mails.close(mail, "sent", context.clock.now(), events, stranger)


def _defer(mail: Document, context: WorkContext) -> None:
    now, wait = context.clock.now(), wait_after_deferral(mail.get("deferrals", 0))
    if wait is None:
        _give_up(mail, context)
    else:
        context.stores.mails.defer(mail, now + wait, now)


def _give_up(mail: Document, context: WorkContext) -> None:
    context.alarms.mail_refused(mail["contest_id"], mail["purpose"])
    context.stores.mails.close(mail, "refused", context.clock.now())


def _message(mail: Document, addressee: Addressee, context: WorkContext) -> Mail:
    facts = facts_of(addressee, context)
    letter: Letter = context.post.letters.write(addressee.purpose, addressee.entry.language, facts)
    return Mail(
        message_id=mail["message_id"],
        sender=named(_one_line(facts["organiser"]), context.post.sender),
        to=addressee.entry.person.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=_headers(addressee.purpose, facts),
        attachments=addressee.attachments,
    )


def _headers(purpose: Purpose, facts: dict[str, object]) -> dict[str, str]:
    if purpose not in MARKETING_CAPABLE or not facts["opted_in"]:
        return {"Auto-Submitted": "auto-generated"}
    return {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{facts['unsubscribe']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _accepted(mail: Document, context: WorkContext) -> list[Event]:
    purpose = Purpose(mail["purpose"])
    if purpose not in _TELLS:
        return []
    name, event = _TELLS[purpose]
    stamp = context.stamp_of(name, mail["_id"])
    return [event(stamp, contest_id=mail["contest_id"], ref=mail["context"]["ref"])]


def _one_line(name: str) -> str:
    """Return a display name that a header can carry; its blanks are spaces."""
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())
