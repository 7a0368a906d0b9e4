"""A gateway with its own database, a clock that tests move, and recorded services behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import CollectorRegistry
from werkzeug.test import TestResponse

from services.gateway.accounts.domain.account import ROLES
from services.gateway.accounts.domain.workspace import Workspace
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.stores import open_stores
from services.gateway.accounts.use_cases.context import Context
from services.gateway.accounts.use_cases.open_account import open_account
from services.gateway.audit.stores import open_audit
from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.kit.parts import KEY, Parts
from shared.clock import ManualClock
from shared.documents import open_database
from shared.ids import RandomIds
from tests.gateway.recorded import RecordedServices

ORIGIN = "http://127.0.0.1:8000"
NOW = datetime(2026, 3, 26, 11, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Gateway:
    """The application, what stands behind it, and the doors to it."""

    app: Flask
    services: RecordedServices
    clock: ManualClock
    parts: Parts

    def browser(self) -> "Browser":
        """Return somebody who is not signed in."""
        return Browser(self.app.test_client())

    def signed_in(self, role: str = "owner") -> "Browser":
        """Return somebody of Maison Lumen who is."""
        browser = self.browser()
        browser.sign_in(f"{role}@lumen.example", PASSWORD)
        return browser


class Browser:
    """A browser: keeps cookies, sends forms with their token, from our own pages."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=ORIGIN, **more)

    def post(self, path: str, form: Any = None, *, page: str = "", **more: Any) -> TestResponse:
        """Send a form, with the token of `page` (the same address by default)."""
        headers = {"Origin": ORIGIN, **more.pop("headers", {})}
        data = {**(form or {}), "csrf_token": self.token(page or path)}
        return self.client.post(path, base_url=ORIGIN, data=data, headers=headers, **more)

    def token(self, page: str) -> str:
        """Return the token that a page's forms hold."""
        found = TOKEN.search(self.get(page).text)
        return found.group(1) if found else ""

    def sign_in(self, email: str, password: str, **more: Any) -> TestResponse:
        """Sign in by the form."""
        form = {"email": email, "password": password, **more}
        return self.post("/en/sign-in", form)


def parts_in(folder: Path) -> Parts:
    """Return the parts of a gateway whose database is in `folder`."""
    stores = open_stores(open_database("gateway", data_dir=str(folder)))
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    clock, ids = ManualClock(NOW), RandomIds()
    return Parts(
        public_url=ORIGIN,
        secret_key="k" * 40,
        secret_key_fallbacks=(),
        trusted_proxies=0,
        sign_in_rate="10 per minute",
        entry_rate="30 per hour",
        services=RecordedServices(),
        accounts=Context(stores, passwords, clock, ids),
        audit=open_audit(stores.database),
        clock=clock,
        ids=ids,
        ready=stores.database.ping,
        registry=CollectorRegistry(),
        data_dir=folder,
    )


def open_workspace(parts: Parts, workspace: str, name: str, accounts: dict[str, str]) -> None:
    """Open a workspace with accounts, each address with its role, all of `PASSWORD`."""
    parts.accounts.stores.workspaces.add(Workspace(workspace, name))
    for email, role in accounts.items():
        who = {"workspace_id": workspace, "email": email, "password": PASSWORD, "role": role}
        open_account(parts.accounts, **who)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the application: made once, since its templates are slow to compile."""
    return create_app(parts_in(tmp_path_factory.mktemp("application")), PRODUCTS)


@pytest.fixture
def gateway(application: Flask, tmp_path: Path) -> Iterator[Gateway]:
    """Return a gateway with parts of its own, and accounts named after their roles."""
    parts = parts_in(tmp_path)
    staff = {f"{role}@lumen.example": role for role in ROLES}
    open_workspace(parts, "maison-lumen", "Maison Lumen", staff)
    open_workspace(parts, "other-house", "Other House", {"owner@other.example": "owner"})
    application.extensions[KEY] = parts
    assert isinstance(parts.services, RecordedServices)
    assert isinstance(parts.clock, ManualClock)
    yield Gateway(application, parts.services, parts.clock, parts)
