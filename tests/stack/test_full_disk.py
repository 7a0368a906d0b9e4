"""A full disk takes no page from anyone: reading goes on, writing is put off, nothing is lost."""

import os
import signal
from collections.abc import Iterator

import pytest
import requests

from stack.commands.account import open_account
from stack.driver.kit.browser import Browser
from stack.driver.kit.door import sign_in
from stack.driver.kit.forms import Form
from stack.driver.kit.mailbox import Mailbox
from stack.driver.kit.pages import Page
from stack.programs import service_environ
from tests.faults.opening import Opened, open_contest, open_workspace
from tests.harness.disk import Disk, small_disk
from tests.harness.servers import embedded
from tests.harness.site import WORKSPACE, Site, open_site
from tests.harness.waiting import until

pytestmark = [pytest.mark.processes, pytest.mark.slow]
EMAIL, PASSWORD = "owner@maison-lumen.example.org", "correct horse battery"
PUT_OFF = {
    "fr": "Le service ne répond pas pour le moment. Rien n’est perdu : réessayez.",
    "en": "The service does not answer right now. Nothing is lost: try again.",
}


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    with small_disk(tmp_path_factory.mktemp("full") / "disk", megabytes=64) as disk:
        yield disk


@pytest.fixture(scope="module")
def site(disk: Disk) -> Iterator[Site]:
    with open_site(disk.folder, embedded()) as site:
        open_workspace(site)
        open_account(
            service_environ(site.layout, "gateway"),
            workspace_id=WORKSPACE,
            workspace_name="Maison Lumen",
            email=EMAIL,
            password=PASSWORD,
            role="owner",
        )
        yield site
        assert site.told == [], "a process ended by itself"


@pytest.fixture(scope="module")
def contest(site: Site) -> Opened:
    return open_contest(site, open_for=3600)


def page_of(site: Site, contest: Opened, language: str) -> str:
    return f"{site.layout.pages}/{language}/w/{WORKSPACE}/c/{contest.slug}"


def filled(browser: Browser, url: str, email: str) -> Form:
    form = browser.open(url).form_with("email", "accept_rules")
    return (
        form.fill(email=email, first_name="Zoé", country="FR").tick("of_age").tick("accept_rules")
    )


def sent_in(door: Browser, site: Site) -> Page:
    form = door.open(f"{site.layout.pages}/en/sign-in").form_with("email", "password")
    return door.send(form.fill(email=EMAIL, password=PASSWORD), accepted=(503,))


def status_of(url: str) -> int:
    return requests.get(url, timeout=20).status_code


def test_reading_goes_on_while_the_data_folder_is_full(
    site: Site, contest: Opened, disk: Disk
) -> None:
    team, pages = Browser("en"), site.layout.pages
    sign_in(team, pages, EMAIL, PASSWORD)
    serving = site.one_of("gateway-web")
    with disk.full():
        for _ in range(10):
            for language in PUT_OFF:
                assert status_of(page_of(site, contest, language)) == 200
                assert status_of(page_of(site, contest, language) + "/rules") == 200
            assert status_of(f"{pages}/fr/no-such-page") == 404
            team.open(f"{pages}/en/contests/{contest.id}")
            team.open(f"{pages}/en/contests")
    assert site.one_of("gateway-web") == serving


@pytest.mark.parametrize("language", PUT_OFF)
def test_an_entry_is_put_off_by_a_sentence_and_its_form_is_kept(
    site: Site, contest: Opened, disk: Disk, language: str
) -> None:
    browser, email = Browser(language), f"{language}@example.org"
    form = filled(browser, page_of(site, contest, language), email)
    with disk.full():
        refused = browser.send(form, accepted=(503,))
    assert refused.status == 503
    assert PUT_OFF[language] in refused.words
    assert refused.form_like(form).get("email") == [email]
    browser.send_patiently(refused.form_like(form))
    Mailbox(site.layout.mails).wait_for(email, "/confirm/", "the link to confirm", 60.0)


def test_signing_in_is_put_off(site: Site, disk: Disk) -> None:
    door = Browser("en")
    with disk.full():
        refused = sent_in(door, site)
    assert refused.status == 503
    assert sent_in(door, site).status == 200


def test_a_worker_that_starts_while_the_disk_is_full_answers_too(
    site: Site, contest: Opened, disk: Disk
) -> None:
    with disk.full():
        before = site.workers_of("gateway-web")
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(set(site.workers_of("gateway-web")) - {before[0]}) == 2, 30, "a worker")
        os.kill(before[1], signal.SIGKILL)
        until(lambda: not set(site.workers_of("gateway-web")) & set(before), 30, "both workers")
        for _ in range(20):
            assert status_of(page_of(site, contest, "fr")) == 200


def test_who_was_acknowledged_before_the_disk_was_full_is_written_to_afterwards(
    site: Site, contest: Opened, disk: Disk
) -> None:
    browser, url = Browser("fr"), page_of(site, contest, "fr")
    people = [f"person{number}@example.org" for number in range(8)]
    for person in people:
        browser.send_patiently(filled(browser, url, person))
    with disk.full():
        assert status_of(url) == 200
    mail = Mailbox(site.layout.mails)
    for person in people:
        mail.wait_for(person, "/confirm/", "the link to confirm", 90.0)
