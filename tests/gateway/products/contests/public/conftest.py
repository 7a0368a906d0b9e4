"""Public pages before the real contests service, served over HTTP; time and mails by hand."""

import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from services.contests.bootstrap.foundation import Foundation
from services.contests.bootstrap.web import application as contests_application
from services.contests.domain.contest import Contest
from services.gateway.kit.parts import KEY
from services.gateway.kit.questions import Answer, Question, Streamed
from services.gateway.kit.services import HttpServices
from shared.auth import TokenSigner, TokenVerifier, public_key_of
from shared.ids import SeededIds
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE, World, world_at
from tests.gateway.conftest import Browser, Gateway

GATEWAY_KEY = bytes(32)
ASKED: dict[str, Any] = {
    "eligibility": {"minimum_age": 16, "countries": ["FR", "BE"]},
    "data": {
        "retention_days": 90,
        "opt_in": True,
        "opt_in_text": {"fr": "Je veux la lettre.", "en": "I want the letter."},
    },
}
TYPED = {
    "first_name": "Inès",
    "email": "ines@example.org",
    "country": "FR",
    "of_age": "yes",
    "accept_rules": "yes",
}


@dataclass
class Listening:
    """Services that note what they are asked, may be away, or answer less or something else.

    `partners` are what influencers keep of any address.
    """

    inner: HttpServices
    asked: list[Question] = field(default_factory=list)
    away: Exception | None = None
    withheld: tuple[str, ...] = ()
    instead: dict[str, Any] = field(default_factory=dict)
    partners: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        """Answer as the real one, unless it is away."""
        self.asked.append(question)
        if self.away is not None:
            raise self.away
        if question.service == "influencers":
            return Answer(200, {"items": self.partners})
        answer = self.inner.ask(question)
        if not self.withheld and not self.instead:
            return answer
        kept = {name: each for name, each in answer.body.items() if name not in self.withheld}
        return replace(answer, body={**kept, **self.instead})

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Answer as the real one."""
        self.asked.append(question)
        return self.inner.stream(question, raw)


@dataclass
class Fair:
    """The audience's side of one workspace, and what stands behind it."""

    world: World
    gateway: Gateway
    services: Listening
    folder: Path

    def opened(self, **changes: Any) -> Contest:
        """Open a contest that asks for country and newsletter."""
        return self.world.opened(**{**ASKED, **changes})

    def someone(self) -> "Someone":
        """Return a person with a browser of their own."""
        return Someone(self.gateway.app.test_client())

    def page(self, contest: Contest, ending: str = "", language: str = "fr") -> str:
        """Return the path of a contest's page."""
        return f"/{language}/w/{WORKSPACE}/c/{contest.slug}{ending}"

    def a_moment_later(self) -> None:
        """Let what a process remembers for a second be forgotten."""
        self.world.clock.advance(seconds=2)

    def mailed(self, part: str) -> str:
        """Return the path of the newest link that holds `part`, once mails are out."""
        Pump(self.world).run()
        pattern = re.compile(rf"https://\S*{part}\S*")
        found = [url for mail in self.world.inbox() for url in pattern.findall(mail.text)]
        assert found, f"no mail leads to {part}"
        return urlsplit(found[-1]).path

    def confirmed(self, contest: Contest, **typed: str) -> str:
        """Enter and confirm; return the path of the link to confirm."""
        someone = self.someone()
        someone.enter(self.page(contest), **typed)
        link = self.mailed("/confirm/")
        assert someone.post(link).status_code == 200
        return link

    def stored(self) -> str:
        """Return all that the service has stored, to compare."""
        connection = sqlite3.connect(self.folder / "contests.sqlite")
        try:
            return "\n".join(connection.iterdump())
        finally:
            connection.close()

    def entries(self, contest: Contest) -> int:
        """Return how many entries a contest has."""
        return self.world.context.stores.entries.count(WORKSPACE, contest.id)


class Someone(Browser):
    """A person before public pages."""

    def enter(self, page: str, **typed: str) -> TestResponse:
        """Fill the form of `page` and send it; "" leaves a box unticked."""
        soup = read(self.get(page))
        hidden = {
            str(one["name"]): str(one["value"])
            for one in soup.select("form input[type=hidden]")
            if one["name"] != "csrf_token"
        }
        form = {k: v for k, v in {**TYPED, **hidden, **typed}.items() if v}
        return self.post(page.partition("?")[0], form)


def read(answer: TestResponse) -> BeautifulSoup:
    """Return a page, parsed."""
    return BeautifulSoup(answer.text, "html.parser")


def page_of(answer: TestResponse) -> str:
    """Return the path that an answer leads to, without what it is handed."""
    return urlsplit(answer.location).path


def words(answer: TestResponse) -> str:
    """Return the words of a page, blanks folded to one space."""
    main = read(answer).find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A contests service over one SQLite file."""
    with world_at(tmp_path) as built:
        yield built


@pytest.fixture
def fair(world: World, gateway: Gateway, application: Flask, tmp_path: Path) -> Iterator[Fair]:
    """Public pages before that service."""
    verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "contests", world.clock)
    api = contests_application(Foundation(world.database, world.context), verifier)
    server = make_server("127.0.0.1", 0, api, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    signer = TokenSigner(GATEWAY_KEY, world.clock, SeededIds(9))
    address = f"http://127.0.0.1:{server.server_port}"
    services = Listening(HttpServices({"contests": address}, signer))
    accounts = replace(gateway.parts.accounts, clock=world.clock)
    parts = replace(gateway.parts, services=services, accounts=accounts, clock=world.clock)
    application.extensions[KEY] = parts
    yield Fair(world, gateway, services, tmp_path)
    server.shutdown()
    thread.join()
    server.server_close()
