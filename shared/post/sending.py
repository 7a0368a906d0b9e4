"""A mail is written once by its event, and sent by whoever claims it."""

from collections.abc import Mapping
from typing import Any

from shared.mail import Mail, MailDeferred, MailRefused, MailUnavailable, MailUnfit, named
from shared.post.post import Outgoing, Post
from shared.post.queued import MailState, QueuedMail, queued_mail


def write_mail(
    post: Post,
    *,
    event_id: str,
    purpose: str,
    workspace: str,
    subject: str,
    recipient: str,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Store the mail under the identifier that event and purpose give; repeated harmlessly.

    `context` is what the event says and no document keeps.
    """
    mail = queued_mail(
        event_id,
        purpose,
        workspace=workspace,
        subject=subject,
        recipient=recipient,
        host=post.host,
        now=post.clock.now(),
        context=context,
    )
    post.mails.add([mail])


def send_mail(post: Post, mail: QueuedMail, outgoing: Outgoing | None) -> None:
    """Send a claimed mail, or let it wait while the server is away; None: drop it.

    An outage lasts from the first mail that the server does not take at all until the next that
    it takes or puts off. A mail put off too often counts as refused. One that is refused for what
    it is raises an alarm and is put off as well: its recipient is not at fault, and a mended
    program writes it anew.

    An end between sending and storing sends it again under the same Message-ID, which mail
    programs show once.
    """
    now = post.clock.now
    if outgoing is None:
        post.mails.end(mail, lambda found: found.dropped(now()))
        return
    try:
        post.mailer.send(_message(post, mail, outgoing))
    except MailUnavailable as error:
        post.alarms.away(error.detail, began=post.outages.begin(now()))
        post.mails.wait(mail, lambda found: found.delayed(now()))
    except MailDeferred:
        post.outages.end(now())
        _defer(post, mail)
    except MailUnfit as error:
        post.alarms.unfit(mail, error.detail)
        post.outages.end(now())
        _defer(post, mail)
    except MailRefused:
        post.alarms.refused(mail)
        post.mails.end(mail, lambda found: found.refused(now()))
    else:
        post.outages.end(now())
        stranger = outgoing.stranger
        post.mails.end(mail, lambda found: found.sent(now(), stranger), outgoing.told())


def _defer(post: Post, mail: QueuedMail) -> None:
    after = post.mails.wait(mail, lambda found: found.deferred(post.clock.now()))
    if after.state is MailState.REFUSED:
        post.alarms.refused(mail)


def _message(post: Post, mail: QueuedMail, outgoing: Outgoing) -> Mail:
    letter = post.letters.write(outgoing.purpose, outgoing.language, outgoing.facts)
    return Mail(
        message_id=mail.message_id,
        sender=named(_one_line(outgoing.sender_name), post.sender),
        to=outgoing.to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers={"Auto-Submitted": "auto-generated", **outgoing.headers},
        attachments=outgoing.attachments,
    )


def one_click(address: str) -> dict[str, str]:
    """Return the headers by which a mail program unsubscribes at `address` (RFC 2369, 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def answers_to(address: str) -> dict[str, str]:
    """Return the header by which an answer reaches `address`; none where it is ""."""
    return {"Reply-To": address} if address else {}


def _one_line(name: str) -> str:
    """Return a display name that a header can carry; its blanks are spaces."""
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())
