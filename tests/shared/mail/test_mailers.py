"""What every mailer promises."""

from dataclasses import replace

import pytest

from shared.mail import Attachment, Mail, MailDeferred, MailRefused, MailUnavailable, MailUnfit
from tests.shared.mail.conftest import Post

MAIL = Mail(
    message_id="draw-1.mail@kermesse.example",
    sender="Kermesse été <news@kermesse.example>",
    to="ada@example.org",
    subject="Vous avez gagné",
    text="Félicitations, Ada.\n",
)


def test_a_mail_arrives_as_it_was_written(post: Post) -> None:
    post.mailer.send(MAIL)
    (mail,) = post.arrived()
    assert mail["Message-ID"] == "<draw-1.mail@kermesse.example>"
    assert mail["Subject"] == "Vous avez gagné"
    assert mail["To"] == "ada@example.org"
    assert mail["From"].addresses[0].display_name == "Kermesse été"
    assert mail["From"].addresses[0].addr_spec == "news@kermesse.example"
    assert mail["Date"].datetime is not None
    assert mail.get_content().splitlines() == ["Félicitations, Ada."]


def test_a_repeat_keeps_its_message_id(post: Post) -> None:
    for _ in range(2):
        post.mailer.send(MAIL)
    assert len({mail["Message-ID"] for mail in post.arrived()}) == 1


def test_a_mail_has_two_forms_and_attachments(post: Post) -> None:
    files = (
        Attachment("billet n° 1.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n"),
        Attachment("qr.png", "image/png", bytes(range(256))),
    )
    post.mailer.send(replace(MAIL, html="<p>Félicitations</p>", attachments=files))
    (mail,) = post.arrived()
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert plain.get_content().startswith("Félicitations")
    assert html is not None
    assert html.get_content().strip() == "<p>Félicitations</p>"
    found = [(a.get_filename(), a.get_content_type()) for a in mail.iter_attachments()]
    assert found == [("billet n° 1.ics", "text/calendar"), ("qr.png", "image/png")]
    assert list(mail.iter_attachments())[1].get_content() == bytes(range(256))


def test_unsubscribing_headers_pass(post: Post) -> None:
    url = "https://kermesse.example/u/" + "x" * 200
    headers = {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    post.mailer.send(replace(MAIL, headers=headers))
    (mail,) = post.arrived()
    assert mail["List-Unsubscribe"].replace("\r\n", "").replace(" ", "") == f"<{url}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_long_line_and_a_lone_dot_arrive(post: Post) -> None:
    text = "é" * 3000 + "\n.\n..\nFrom here\n"
    post.mailer.send(replace(MAIL, text=text))
    (mail,) = post.arrived()
    assert mail.get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hello\r\nBcc: eve@example.org"},
        {"subject": "Hello\nworld"},
        {"to": "ada@example.org\r\nBcc: eve@example.org"},
        {"to": "ada@example.org, eve@example.org"},
        {"to": "Ada <ada@example.org>, eve@example.org"},
        {"to": "ada"},
        {"to": ""},
        {"to": "ada @example.org"},
        {"message_id": "a@b>\r\nX: y"},
        {"message_id": "no-domain"},
        {"headers": {"List-Unsubscribe": "<https://a.example>\r\nBcc: eve@example.org"}},
        {"headers": {"X-A\r\nBcc": "eve@example.org"}},
        {"headers": {"Bcc": "eve@example.org"}},
        {"headers": {"Content-Type": "text/html"}},
        {"headers": {"From": "eve@example.org"}},
        {"attachments": (Attachment("a\r\nX: y", "text/plain", b""),)},
        {"attachments": (Attachment("a", "text/plain\r\nX: y", b""),)},
    ],
)
def test_a_header_cannot_be_forged(post: Post, change: dict[str, object]) -> None:
    with pytest.raises(MailRefused):
        post.mailer.send(replace(MAIL, **change))  # type: ignore[arg-type]
    assert post.arrived() == []
    post.mailer.send(MAIL)
    assert len(post.arrived()) == 1


@pytest.mark.parametrize("sender", ["news@kermesse.example>\r\nX: y", "Maison news@a.example", ""])
def test_a_malformed_sender_is_no_fault_of_the_mail(post: Post, sender: str) -> None:
    with pytest.raises(MailUnavailable):
        post.mailer.send(replace(MAIL, sender=sender))
    assert post.arrived() == []


def test_a_bounce_is_for_ever(post: Post) -> None:
    post.bounce("gone@example.org")
    with pytest.raises(MailRefused):
        post.mailer.send(replace(MAIL, to="Gone <gone@example.org>"))
    post.mailer.send(MAIL)
    assert len(post.arrived()) == 1


def test_a_busy_mailbox_is_passing_and_no_fault_of_the_server(post: Post) -> None:
    post.busy("busy@example.org")
    with pytest.raises(MailDeferred):
        post.mailer.send(replace(MAIL, to="busy@example.org"))
    post.mailer.send(MAIL)
    assert len(post.arrived()) == 1


def test_a_mail_that_is_refused_for_what_it_is_is_no_fault_of_its_recipient(post: Post) -> None:
    post.unfit("ada@example.org")
    with pytest.raises(MailUnfit):
        post.mailer.send(MAIL)
    post.mailer.send(replace(MAIL, to="zoe@example.org"))
    assert len(post.arrived()) == 1


def test_a_server_that_comes_back_is_found_again(post: Post) -> None:
    post.mailer.send(MAIL)
    post.stop()
    for _ in range(2):
        with pytest.raises(MailUnavailable):
            post.mailer.send(MAIL)
    post.start()
    post.mailer.send(MAIL)
    assert len(post.arrived()) == 2
