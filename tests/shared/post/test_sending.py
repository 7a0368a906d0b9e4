"""A mail is owed once and sent once, whatever a service calls what it is about."""

from datetime import timedelta

from structlog.testing import capture_logs

from shared.events import Event
from shared.mail import MailUnavailable
from shared.post import MailState, QueuedMail, one_click, send_mail, start_mailing, write_mail
from shared.post.fanning import write_page
from tests.shared.post.conftest import START, Desk

LEASE = timedelta(seconds=30)


def owe(desk: Desk, recipient: str = "p-1", event: str = "event-1") -> None:
    write_mail(
        desk.post,
        event_id=event,
        purpose="invited",
        workspace="w",
        subject="program-1",
        recipient=recipient,
    )


def claim(desk: Desk) -> QueuedMail:
    document = desk.post.mails.collection.claim_due(desk.clock.now(), LEASE)
    assert document is not None
    return desk.post.mails.thing_of(document)


def states(desk: Desk) -> dict[str, MailState]:
    return desk.post.mails.states("w", "program-1", "invited")


def test_an_event_that_comes_again_owes_nothing_new(desk: Desk) -> None:
    owe(desk)
    owe(desk)
    assert states(desk) == {"p-1": MailState.WAITING}


def test_a_mail_says_who_writes_and_that_a_program_does(desk: Desk) -> None:
    owe(desk)
    mail = claim(desk)
    send_mail(desk.post, mail, desk.outgoing(headers=one_click("https://lumen.example/stop")))
    (sent,) = desk.mailer.sent
    assert (sent.sender, sent.to) == ("Maison Lumen <post@lumen.example>", "ana@partners.example")
    assert (sent.subject, sent.message_id) == ("Your link to Spring", mail.message_id)
    assert dict(sent.headers) == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://lumen.example/stop>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert states(desk) == {"p-1": MailState.SENT}


def test_of_two_senders_of_one_mail_one_tells_of_it(desk: Desk) -> None:
    owe(desk)
    first = claim(desk)
    desk.clock.advance(minutes=1)
    second = claim(desk)
    told = Event("e-1", "kermesse.partners.mail.sent.v1", "partners.mail", "p-1", START, {})
    for mail in (second, first):
        send_mail(desk.post, mail, desk.outgoing(told=lambda: (told,)))
    (pending,) = desk.post.mails.collection.pending(10)
    assert pending.events == (told,)


def test_a_server_that_is_away_is_told_once_with_its_reason_and_counted_each_time(
    desk: Desk,
) -> None:
    owe(desk)
    desk.mailer.down = True
    with capture_logs() as lines:
        for _ in range(2):
            send_mail(desk.post, claim(desk), desk.outgoing())
            desk.clock.advance(minutes=1)
    (line,) = (line for line in lines if line["event"] == "mail_server_away")
    assert (line["log_level"], line["reason"]) == ("error", reason := MailUnavailable().detail)
    assert desk.figure("kermesse_mail_server_away_total", {"reason": reason}) == 2


def test_a_late_claim_that_failed_does_not_put_off_what_another_has_in_hand(desk: Desk) -> None:
    owe(desk)
    first = claim(desk)
    desk.clock.advance(minutes=1)
    second = claim(desk)
    desk.mailer.down = True
    send_mail(desk.post, first, desk.outgoing())
    (document,) = desk.post.mails.collection.find("w", {}).items
    assert desk.post.mails.thing_of(document) == second


def test_a_mail_without_an_addressee_is_dropped(desk: Desk) -> None:
    owe(desk)
    send_mail(desk.post, claim(desk), None)
    assert (states(desk), desk.mailer.sent) == ({"p-1": MailState.DROPPED}, [])


def test_an_address_whose_owner_never_confirmed_is_told_enough_for_a_day(desk: Desk) -> None:
    for number in range(3):
        owe(desk, recipient=f"p-{number}")
        assert not desk.post.mails.told_enough("w", "program-1", "cafe", desk.clock.now())
        send_mail(desk.post, claim(desk), desk.outgoing(stranger="cafe"))
    assert desk.post.mails.told_enough("w", "program-1", "cafe", desk.clock.now())
    assert not desk.post.mails.told_enough("w", "program-2", "cafe", desk.clock.now())
    desk.clock.advance(days=1)
    assert not desk.post.mails.told_enough("w", "program-1", "cafe", desk.clock.now())


def test_a_mailing_goes_on_where_its_last_page_ended(desk: Desk) -> None:
    for _ in range(2):
        start_mailing(
            desk.post, event_id="event-1", purpose="invited", workspace="w", subject="program-1"
        )
    collection = desk.post.mailings.collection
    for recipients, after in ((["p-1", "p-2"], "place-2"), (["p-3"], None)):
        document = collection.claim_due(desk.clock.now(), LEASE)
        assert document is not None
        mailing = desk.post.mailings.thing_of(document)
        write_page(desk.post, mailing, recipients=recipients, after=after)
    assert collection.claim_due(desk.clock.now() + LEASE * 9, LEASE) is None
    assert set(states(desk)) == {"p-1", "p-2", "p-3"}
    (done,) = (desk.post.mailings.thing_of(each) for each in collection.find("w", {}).items)
    assert (done.written, done.after) == (3, "")
