"""The worker as a process, over the embedded database and bus, killed again and again."""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from services.contests.bootstrap.foundation import Foundation, open_foundation
from services.contests.domain.contest import Contest, State
from services.contests.domain.entry import EntryForm
from services.contests.settings import WebSettings
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.open import open_contest
from services.contests.use_cases.draw.read_papers import read_certificate
from services.contests.use_cases.entry.confirm import confirm_entry
from services.contests.use_cases.entry.submit import submit_entry
from services.contests.use_cases.winner.answer import answer_claim
from services.contests.use_cases.winner.fulfil import fulfil_prize
from services.contests.use_cases.winner.verify import verify_winner
from shared.clock import SystemClock
from shared.events import instant_text
from shared.settings import load

pytestmark = pytest.mark.processes
WORKSPACE = "maison-lumen"
KEY = b64encode(bytes(32)).decode()
PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Return the first true answer of `what`; fail after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not (found := what()):
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
    return found


@dataclass
class Site:
    """Stand-ins and worker as processes; the web half is called in this one."""

    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        smtp, pages, self.health = free_port(), free_port(), free_port()
        self.environ = {
            **{name: value for name, value in os.environ.items() if "KERMESSE" not in name},
            "KERMESSE_DATA_DIR": str(self.folder),
            "KERMESSE_TOKEN_PUBLIC_KEY": KEY,
            "KERMESSE_CONTESTS_WRAPPING_KEY": KEY,
            "KERMESSE_PUBLIC_URL": "https://jeux.example",
            "KERMESSE_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
            "KERMESSE_BEACON_CHAIN": "test",
            "KERMESSE_BEACON_URLS": f"http://127.0.0.1:{pages}/beacon",
            "KERMESSE_CONTESTS_SEAL_LEAD": "1",
            "KERMESSE_CONTESTS_SHORTEST_WINDOW": "1",
            "KERMESSE_HEALTH_PORT": str(self.health),
            "KERMESSE_STANDINS_PORT": str(pages),
            "KERMESSE_STANDINS_SMTP_PORT": str(smtp),
            "KERMESSE_STANDINS_MAIL_FOLDER": str(self.folder / "mail"),
        }
        self.foundation: Foundation = open_foundation(load(WebSettings, self.environ))

    def start(self, module: str) -> subprocess.Popen[bytes]:
        """Start a process of the product."""
        with (self.folder / f"{module}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module], env=self.environ, stderr=log, stdout=log
            )
        self.running.append(process)
        return process

    def ready(self) -> bool:
        """Whether the worker says that it is ready."""
        try:
            address = f"http://127.0.0.1:{self.health}/readyz"
            with urllib.request.urlopen(address, timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def mails(self) -> list[EmailMessage]:
        """Return the mails that were caught."""
        files = sorted((self.folder / "mail").glob("*.eml"))
        return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]

    def links(self, kind: str) -> dict[str, str]:
        """Return the tokens of links in mails, with the mail's identifier for each."""
        found = {}
        for mail in self.mails():
            body = mail.get_body(("plain",))
            match = re.search(rf"/{kind}/([\w-]{{22}})", body.get_content() if body else "")
            if match:
                found[match[1]] = str(mail["Message-ID"])
        return found

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()
        self.foundation.database.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    built = Site(tmp_path)
    built.start("stack.standins")
    yield built
    built.end()


def opened(site: Site, *, open_for: float, **settings: Any) -> Contest:
    """Open a contest whose windows last seconds."""
    now = SystemClock().now()
    closes = now + timedelta(seconds=open_for)
    whole = {
        "opens_at": instant_text(now - timedelta(seconds=1)),
        "closes_at": instant_text(closes),
        "confirm_within": 1,
        "review_within": 1,
        "answer_within": 600,
        "draw_at": instant_text(closes + timedelta(seconds=5)),
        "claims_end_at": instant_text(closes + timedelta(days=2)),
        "prizes": [{"name": "Vélo", "count": 1}, {"name": "Livre", "count": 1}],
        "alternates": 2,
        "organiser": {"name": "Maison Lumen"},
        **settings,
    }
    texts = {"fr": {"title": "Printemps"}, "en": {"title": "Spring"}}
    context = site.foundation.context
    draft = create_contest(context, workspace=WORKSPACE, settings=whole, texts=texts)
    return open_contest(
        context, workspace=WORKSPACE, contest=draft.id, version=draft.version, by="ada"
    )


def submit(site: Site, contest: Contest, person: int) -> None:
    form = EntryForm(
        email=f"person{person}@entrants.example",
        first_name="Zoé",
        country="FR",
        of_age=True,
        accept_rules=True,
        opt_in=False,
        language="fr",
        source="",
        answers={},
    )
    submit_entry(
        site.foundation.context,
        workspace=WORKSPACE,
        contest=contest.id,
        form=form,
        idempotency_key=f"key-{person:05d}",
    )


def confirm_all(site: Site, people: int) -> None:
    """Press the button behind every link, as mails come in."""
    done: set[str] = set()
    while len(done) < people:
        for token in until(lambda: set(site.links("confirm")) - done):
            confirm_entry(site.foundation.context, workspace=WORKSPACE, token=token)
            done.add(token)


def state(site: Site, contest: Contest) -> State:
    return site.foundation.context.stores.contests.get(WORKSPACE, contest.id).state


def certificate(site: Site, contest: Contest) -> bytes:
    return b"".join(
        read_certificate(site.foundation.context, workspace=WORKSPACE, contest=contest.id)
    )


def test_a_contest_lives_from_its_form_to_its_end(site: Site) -> None:
    worker = site.start("services.contests.worker")
    until(site.ready)
    contest = opened(site, open_for=4)
    for person in range(6):
        submit(site, contest, person)
    confirm_all(site, 6)
    until(lambda: state(site, contest) is State.DRAWN)
    assert json.loads(certificate(site, contest))["commitment"]["entries"] == 6
    declining, *_ = until(lambda: len(site.links("claim")) == 2 and list(site.links("claim")))
    context = site.foundation.context
    answer_claim(context, workspace=WORKSPACE, token=declining, accept=False)
    until(lambda: len(site.links("claim")) == 3)
    for token in set(site.links("claim")) - {declining}:
        winner = answer_claim(context, workspace=WORKSPACE, token=token, accept=True)
        verify_winner(context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref)
        fulfil_prize(context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref)
    until(lambda: state(site, contest) is State.SETTLED)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


def test_a_worker_killed_at_any_instant_leaves_one_certificate_and_one_mail_for_each(
    site: Site,
) -> None:
    chance = random.Random(20260329)
    worker = site.start("services.contests.worker")
    until(site.ready)
    contest = opened(site, open_for=6)
    for person in range(12):
        submit(site, contest, person)
    confirm_all(site, 12)
    kills = 0
    while state(site, contest) is not State.DRAWN or len(site.links("claim")) < 2:
        assert kills < 40
        time.sleep(chance.uniform(0.2, 2.5))
        worker.kill()
        worker.wait()
        kills += 1
        worker = site.start("services.contests.worker")
        until(site.ready)
    first = certificate(site, contest)
    until(lambda: all(each.state == "notified" for each in winners(site, contest)))
    assert kills >= 2
    assert certificate(site, contest) == first
    whole = json.loads(first)
    assert whole["commitment"]["entries"] == 12
    assert [winner.ref for winner in winners(site, contest)] == [
        winner["ref"] for winner in whole["winners"]
    ]
    assert len(site.links("claim")) == len(set(site.links("claim").values())) == 2
    by_id: dict[str, set[str]] = {}
    for mail in site.mails():
        by_id.setdefault(str(mail["Message-ID"]), set()).add(f"{mail['To']} {mail['Subject']}")
    assert all(len(said) == 1 for said in by_id.values())


def winners(site: Site, contest: Contest) -> list[dict[str, Any]]:
    return site.foundation.context.stores.winners.of_contest(WORKSPACE, contest.id)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KERMESSE_PUBLIC_URL", ""),
        ("KERMESSE_CONTESTS_WRAPPING_KEY", ""),
        ("KERMESSE_SMTP_URL", "smtp://no-such-host.invalid:25"),
        ("KERMESSE_SMTP_URL", "http://127.0.0.1:25"),
        ("KERMESSE_MONGO_URL", "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=500"),
        ("KERMESSE_KAFKA_BOOTSTRAP", "127.0.0.1:9"),
    ],
)
def test_a_worker_names_the_setting_that_stops_it(site: Site, name: str, value: str) -> None:
    environ = {**site.environ, name: value}
    ended = subprocess.run(
        [sys.executable, "-m", "services.contests.worker"],
        env=environ,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 2
    assert name in ended.stderr.decode()
