"""Pages of programs and partners before the real service, served over HTTP."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from services.gateway.kit.parts import KEY
from services.gateway.kit.services import HttpServices
from services.influencers.bootstrap.web import application as influencers_application
from shared.auth import TokenSigner, TokenVerifier, public_key_of
from shared.documents import open_database
from shared.ids import SeededIds
from tests.gateway.conftest import Browser, Gateway
from tests.influencers.bureau import GATEWAY_KEY, WORKSPACE, Bureau, bureau_over


@dataclass
class Agency:
    """The pages of one workspace, and the service behind them."""

    bureau: Bureau
    gateway: Gateway

    def team(self, role: str = "owner") -> Browser:
        """Return somebody of the team who is signed in."""
        return self.gateway.signed_in(role)

    def visitor(self) -> Browser:
        """Return somebody from outside."""
        return Browser(self.gateway.app.test_client())

    def join(self, program: Any, language: str = "en") -> str:
        """Return the path of a program's page."""
        return f"/{language}/w/{WORKSPACE}/join/{program.id}"


def read(answer: TestResponse) -> BeautifulSoup:
    """Return a page, parsed."""
    return BeautifulSoup(answer.text, "html.parser")


def words(answer: TestResponse) -> str:
    """Return the words of a page, blanks folded to one space."""
    main = read(answer).find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def hidden(answer: TestResponse, name: str) -> str:
    """Return the value of a hidden field."""
    found = read(answer).find("input", attrs={"name": name})
    assert found is not None
    return str(found["value"])


@pytest.fixture
def environment() -> dict[str, str]:
    """What the service's environment says besides; a module may say more."""
    return {}


@pytest.fixture
def agency(
    gateway: Gateway, application: Flask, tmp_path: Path, environment: dict[str, str]
) -> Iterator[Agency]:
    """Pages before that service."""
    database = open_database("influencers", data_dir=str(tmp_path / "influencers"))
    bureau = bureau_over(database, tmp_path, **environment)
    verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "influencers", bureau.clock)
    api = influencers_application(bureau.foundation, verifier)
    server = make_server("127.0.0.1", 0, api, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    signer = TokenSigner(GATEWAY_KEY, bureau.clock, SeededIds(9))
    services = HttpServices({"influencers": f"http://127.0.0.1:{server.server_port}"}, signer)
    accounts = replace(gateway.parts.accounts, clock=bureau.clock)
    parts = replace(gateway.parts, services=services, accounts=accounts, clock=bureau.clock)
    application.extensions[KEY] = parts
    yield Agency(bureau, gateway)
    server.shutdown()
    thread.join()
    database.close()
