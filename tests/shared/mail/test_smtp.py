"""What SMTP alone can show: connections, encryption, logins, answers of servers."""

import ssl
import threading
from dataclasses import replace

import pytest

from shared.mail import MailDeferred, MailRefused, MailUnavailable, MailUnfit
from shared.mail.smtp import SmtpAddress, SmtpMailer
from tests.shared.mail.conftest import SmtpPost, accepts_ada, free_port
from tests.shared.mail.test_mailers import MAIL


def test_mails_share_a_connection(smtp: SmtpPost) -> None:
    smtp.bounce("gone@example.org")
    for number in range(300):
        smtp.mailer.send(replace(MAIL, message_id=f"{number}@kermesse.example"))
    with pytest.raises(MailRefused):
        smtp.mailer.send(replace(MAIL, to="gone@example.org"))
    smtp.mailer.send(MAIL)
    assert len(smtp.envelopes) == 301
    assert len(smtp.sessions) == 1


def test_a_connection_that_the_server_closed_is_made_again(smtp: SmtpPost) -> None:
    smtp.mailer.send(MAIL)
    smtp.stop()
    smtp.start()
    smtp.mailer.send(MAIL)
    assert len(smtp.envelopes) == 2


def test_threads_take_turns(smtp: SmtpPost) -> None:
    def send(number: int) -> None:
        for turn in range(10):
            smtp.mailer.send(replace(MAIL, message_id=f"{number}.{turn}@kermesse.example"))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({mail["Message-ID"] for mail in smtp.arrived()}) == 50


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("554 5.7.1 spam", MailUnfit),
        ("552 5.3.4 too big", MailUnfit),
        ("554 5.6.0 no Message-ID", MailUnfit),
        ("554 5.5.0 From head", MailUnfit),
        ("554 Transaction failed", MailUnfit),
        ("452 4.3.1 disk full", MailUnavailable),
        ("451 4.7.1 greylisted", MailDeferred),
        ("450 mailbox busy", MailDeferred),
        ("421 4.3.0 going down", MailUnavailable),
        ("530 5.7.0 login first", MailUnavailable),
    ],
)
def test_an_answer_says_whether_to_repeat(
    smtp: SmtpPost, answer: str, error: type[Exception]
) -> None:
    smtp.data_answers.append(answer)
    with pytest.raises(error):
        smtp.mailer.send(MAIL)
    smtp.mailer.send(MAIL)
    assert len(smtp.envelopes) == 1


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "552 5.2.2 mailbox full"])
def test_a_server_that_looks_for_mailboxes_late_speaks_of_the_recipient(
    smtp: SmtpPost, answer: str
) -> None:
    smtp.data_answers.append(answer)
    with pytest.raises(MailRefused) as refused:
        smtp.mailer.send(MAIL)
    assert type(refused.value) is MailRefused


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("550 5.1.1 no such mailbox", MailRefused),
        ("550 no such mailbox", MailRefused),
        ("550 5.7.1 closed list", MailRefused),
        ("554 5.5.4 no such option", MailUnfit),
    ],
)
def test_a_refused_address_is_its_owners_unless_it_says_otherwise(
    smtp: SmtpPost, answer: str, kind: type[Exception]
) -> None:
    smtp.answers["ada@example.org"] = answer
    with pytest.raises(MailRefused) as refused:
        smtp.mailer.send(MAIL)
    assert type(refused.value) is kind


def test_a_refused_sender_is_no_fault_of_the_recipient(smtp: SmtpPost) -> None:
    smtp.sender_answers.append("553 5.7.1 not your address")
    with pytest.raises(MailUnfit):
        smtp.mailer.send(MAIL)
    smtp.mailer.send(MAIL)
    assert len(smtp.envelopes) == 1


def test_an_answer_is_named_by_its_numbers_alone(smtp: SmtpPost) -> None:
    smtp.data_answers.append("554 5.6.0 head of ada@example.org")
    with pytest.raises(MailUnfit, match=r"SMTP 554 5\.6\.0\)\.$"):
        smtp.mailer.send(MAIL)


@pytest.mark.parametrize("mode", ["smtps", "starttls"])
def test_mail_goes_encrypted_with_a_login(tls: ssl.SSLContext, mode: str) -> None:
    url = "{scheme}://ada:p%40ss%2Fword@127.0.0.1:{{port}}{query}".format(
        scheme="smtps" if mode == "smtps" else "smtp",
        query="?starttls=1" if mode == "starttls" else "",
    )
    options = (
        {"ssl_context": tls, "auth_require_tls": False}
        if mode == "smtps"
        else {"tls_context": tls, "require_starttls": True}
    )
    server = SmtpPost(url, authenticator=accepts_ada, auth_required=True, **options)
    try:
        server.mailer.send(MAIL)
        assert [mail["Subject"] for mail in server.arrived()] == ["Vous avez gagné"]
        wrong = SmtpMailer(
            url.format(port=server.port).replace("p%40ss", "guess"),
            tls_context=server._trusting,
        )
        with pytest.raises(MailUnavailable) as refused:
            wrong.send(MAIL)
        assert refused.value.detail == "SMTPAuthenticationError 535"
    finally:
        server.end()


@pytest.mark.parametrize(
    ("scheme", "query", "option"),
    [("smtps", "", "ssl_context"), ("smtp", "?starttls=1", "tls_context")],
)
def test_a_certificate_of_someone_else_is_not_trusted(
    tls: ssl.SSLContext, scheme: str, query: str, option: str
) -> None:
    server = SmtpPost(f"{scheme}://127.0.0.1:{{port}}{query}", **{option: tls})
    try:
        with pytest.raises(MailUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
            SmtpMailer(f"{scheme}://127.0.0.1:{server.port}{query}").send(MAIL)
        assert server.envelopes == []
        server.mailer.send(MAIL)
        assert len(server.envelopes) == 1
    finally:
        server.end()


def test_a_port_that_nobody_listens_at_is_named_as_what_it_is() -> None:
    with pytest.raises(MailUnavailable, match="ConnectionRefusedError"):
        SmtpMailer(f"smtp://127.0.0.1:{free_port()}").send(MAIL)


def test_every_relay_can_carry_it(smtp: SmtpPost) -> None:
    smtp.mailer.send(replace(MAIL, html="<p>Félicitations</p>"))
    content = bytes(smtp.envelopes[0].content or b"")  # type: ignore[arg-type]
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998


def test_an_address_that_the_server_cannot_take_is_refused(smtp: SmtpPost) -> None:
    with pytest.raises(MailRefused):
        smtp.mailer.send(replace(MAIL, to="adà@example.org"))
    smtp.mailer.send(MAIL)
    assert len(smtp.envelopes) == 1


def test_a_url_says_where(smtp: SmtpPost) -> None:
    address = SmtpAddress.parse("smtp://mail.example")
    assert (address.host, address.port, address.tls) == ("mail.example", 25, False)
    assert SmtpAddress.parse("smtps://mail.example").port == 465
    for wrong in ("http://mail.example", "mail.example:25", "smtp://", ""):
        with pytest.raises(ValueError, match="smtp://host:port"):
            SmtpMailer(wrong)
