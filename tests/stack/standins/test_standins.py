"""The mail catcher keeps every mail, shows it to people and to programs, and survives a restart."""

import os
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import requests

from shared.mail import Mail, named
from shared.mail.composing import compose
from stack.ports import choose_free
from stack.supervisor import ROOT, Program, Supervisor
from tests.harness.disk import small_disk

pytestmark = pytest.mark.processes


class Catcher:
    """A stand-ins' process in a folder."""

    def __init__(self, folder: Path) -> None:
        self.http, self.smtp = choose_free(2)
        environ = os.environ | {
            "KERMESSE_STANDINS_PORT": str(self.http),
            "KERMESSE_STANDINS_SMTP_PORT": str(self.smtp),
            "KERMESSE_STANDINS_MAIL_FOLDER": str(folder / "mail"),
        }
        self.url = f"http://127.0.0.1:{self.http}"
        command = (sys.executable, "-m", "stack.standins")
        self.supervisor = Supervisor(folder / "logs")
        self.supervisor.start([Program("standins", command, environ, f"{self.url}/livez")])
        self.supervisor.wait_ready(20)

    def send(self, *mails: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=10) as client:
            for mail in mails:
                client.send_message(mail)

    def list(self, **asked: str) -> list[dict[str, str]]:
        answer = requests.get(f"{self.url}/mails", params=asked, timeout=30)
        answer.raise_for_status()
        return list(answer.json())

    def page(self, path: str) -> requests.Response:
        return requests.get(f"{self.url}{path}", timeout=10)


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    running = Catcher(tmp_path)
    yield running
    running.supervisor.stop()


def mail(to: str, subject: str = "Bonjour", text: str = "Voici.", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "kermesse@example.org", to, subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_mails_are_listed_by_address_in_the_order_of_arrival(catcher: Catcher) -> None:
    catcher.send(mail("a@example.org", "1"), mail("b@example.org", "2"), mail("A@example.org", "3"))
    assert [one["subject"] for one in catcher.list(to="a@example.org")] == ["1", "3"]
    assert [one["subject"] for one in catcher.list()] == ["1", "2", "3"]


def test_a_list_goes_on_after_a_mail(catcher: Catcher) -> None:
    catcher.send(mail("a@example.org", "1"), mail("a@example.org", "2"))
    first = catcher.list()[0]["id"]
    assert [one["subject"] for one in catcher.list(after=first)] == ["2"]


def test_a_program_that_waits_is_answered_when_the_mail_comes(catcher: Catcher) -> None:
    later = threading.Timer(0.3, catcher.send, [mail("late@example.org", "here")])
    later.start()
    begin = time.monotonic()
    found = catcher.list(to="late@example.org", wait="20")
    assert [one["subject"] for one in found] == ["here"]
    assert time.monotonic() - begin < 10
    later.join()


def test_a_wait_that_is_no_number_ends(catcher: Catcher) -> None:
    later = threading.Timer(0.3, catcher.send, [mail("late@example.org", "here")])
    later.start()
    assert [one["subject"] for one in catcher.list(to="late@example.org", wait="nan")] == ["here"]
    later.join()


def test_mails_are_still_there_after_a_kill(tmp_path: Path) -> None:
    before = Catcher(tmp_path)
    before.send(mail("a@example.org", "Été", "Voici https://example.org/x."))
    os.kill(before.supervisor.children["standins"].process.pid, 9)
    before.supervisor.stop()
    after = Catcher(tmp_path)
    after.send(mail("a@example.org", "second"))
    listed = after.list(to="a@example.org")
    after.supervisor.stop()
    assert [one["subject"] for one in listed] == ["Été", "second"]
    assert listed[0]["id"] < listed[1]["id"]


def test_a_page_shows_the_text_with_links_and_no_markup_of_the_mail(catcher: Catcher) -> None:
    text = "<script>alert(1)</script> see https://example.org/a?b=1&c=2."
    catcher.send(mail("a@example.org", "<b>x</b>", text))
    page = catcher.page(f"/mails/{catcher.list()[0]['id']}").text
    assert "<script>" not in page
    assert "<b>x</b>" not in page
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in page


def test_a_page_shows_the_senders_name_letter_for_letter(catcher: Catcher) -> None:
    name = "Association des parents d’élèves de l’école Jules-Ferry à Épinal-les-Bains"
    sent = Mail("1@k.example", named(name, "news@k.example"), "a@example.org", "Été", "Voici.")
    catcher.send(compose(sent, datetime(2026, 3, 29, tzinfo=UTC)))
    page = catcher.page(f"/mails/{catcher.list()[0]['id']}").text
    assert f"From {name} &lt;news@k.example&gt;" in page


def test_the_html_part_is_shown_where_nothing_runs(catcher: Catcher) -> None:
    catcher.send(mail("a@example.org", html="<p>Bonjour</p>"))
    answer = catcher.page(f"/mails/{catcher.list()[0]['id']}/html")
    assert "<p>Bonjour</p>" in answer.text
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_raw_mail_is_what_was_sent(catcher: Catcher) -> None:
    catcher.send(mail("a@example.org", text="Ligne 1\n.\nLigne 3"))
    raw = catcher.page(f"/mails/{catcher.list()[0]['id']}/raw").content
    assert b"Ligne 1\r\n.\r\nLigne 3\r\n" in raw
    assert b"Delivered-To: a@example.org" in raw


def test_a_mail_is_asked_for_again_while_the_disk_has_no_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        full = Catcher(disk.folder)
        full.send(mail("a@example.org", "before"))
        with disk.full():
            with pytest.raises(smtplib.SMTPDataError) as put_off:
                full.send(mail("a@example.org", text="x" * 8000))
            assert put_off.value.smtp_code == 452
            assert [one["subject"] for one in full.list()] == ["before"]
        full.send(mail("a@example.org", "after"))
        assert [one["subject"] for one in full.list()] == ["before", "after"]
        assert not list(disk.folder.rglob("*.part"))
        full.supervisor.stop()


def test_mails_are_shown_by_no_name_of_others(catcher: Catcher) -> None:
    for path in ("/", "/mails", "/mails/1"):
        answer = requests.get(f"{catcher.url}{path}", headers={"Host": "evil.example"}, timeout=10)
        assert answer.status_code == 404


def test_there_is_nothing_at_an_unknown_number(catcher: Catcher) -> None:
    for path in ("/mails/99999999", "/mails/..%2Fsecrets", "/mails/99999999/raw"):
        assert catcher.page(path).status_code == 404


def test_three_hundred_mails_of_one_connection_are_all_kept_in_order(catcher: Catcher) -> None:
    people = [f"p{number}@example.org" for number in range(300)]
    catcher.send(*(mail(person) for person in people))
    assert [one["to"] for one in catcher.list()] == [[person] for person in people]


def test_the_test_beacon_answers_beside_the_mails(catcher: Catcher) -> None:
    assert catcher.page("/beacon/health").json() == {"status": "ok"}


def test_a_missing_setting_stops_the_start_with_its_name() -> None:
    environ = {name: value for name, value in os.environ.items() if "KERMESSE_" not in name}
    ran = subprocess.run(
        [sys.executable, "-m", "stack.standins"],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "KERMESSE_STANDINS_PORT is missing" in ran.stderr
