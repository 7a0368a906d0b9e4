"""Who calls, and by which door: a service itself, the gateway's pages, its API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.gateway.accounts.domain.account import ROLES
from services.gateway.accounts.use_cases.let_in import let_in
from shared.auth import Caller, Role
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN, PASSWORD, Browser, open_workspace
from tests.walls.site import Site, signer_of

ELSEWHERE = "other-house"
HOST = "127.0.0.1"
# A field that takes a file, and the file that is sent.
FILE, TABLE = "file", b"Nom;Courriel;Destination\nAna;neither.of.them@mail.example;\n"
# The account that a token of a service names.
SUBJECT = "a-7"


@dataclass(frozen=True)
class Who:
    """Somebody: a role in a workspace, by an account; no role is nobody."""

    role: str = ""
    workspace: str = WORKSPACE
    account: str = SUBJECT

    @property
    def reads_people(self) -> bool:
        """Whether names and addresses of `WORKSPACE` are for them, once that is noted."""
        return self.workspace == WORKSPACE and self.role in ("owner", "manager")

    def __str__(self) -> str:
        return f"{self.role or 'nobody'} of {self.workspace}"


# From those who may least to those who may most.
TEAM = ("analyst", "moderator", "manager", "owner")


@dataclass
class ServiceDoor:
    """A service as whoever has a token of the gateway calls it."""

    name: str
    app: Flask
    site: Site
    everyone: tuple[Who, ...] = (
        Who(),
        *(Who(role, ELSEWHERE) for role in ("public", "owner")),
        *(Who(role.value) for role in Role if role.value not in TEAM),
        *map(Who, TEAM),
    )
    _client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self._client = self.app.test_client(use_cookies=False)

    def call(
        self, who: Who, method: str, path: str, body: Any, headers: Mapping[str, str]
    ) -> TestResponse:
        """Call as this role."""
        token = self._token(who) if who.role else {}
        return self._client.open(path, method=method, json=body, headers={**headers, **token})

    def _token(self, who: Who) -> dict[str, str]:
        caller = Caller(who.account, who.workspace, frozenset({who.role}), "request-1")
        return {"Authorization": f"Bearer {signer_of(self.site.world).sign(caller, self.name)}"}


class GatewayDoor:
    """The gateway as browsers call it: pages, and with the token of a form the API."""

    name = "gateway"

    def __init__(self, site: Site) -> None:
        self.site, self.app = site, site.gateway
        staff = {f"{role}@lumen.example": role for role in ROLES}
        open_workspace(site.parts, WORKSPACE, "Maison Lumen", staff)
        open_workspace(site.parts, ELSEWHERE, "Other House", {"owner@other.example": "owner"})
        self._cookies: dict[Who, str] = {Who(): ""}
        self.tokens = {Who(): _token(Browser(self.app.test_client()))}
        self._sign_in("owner", ELSEWHERE, "owner@other.example")
        self._let_in(SUBJECT)
        for role in TEAM:
            self._sign_in(role, WORKSPACE, f"{role}@lumen.example")

    @property
    def everyone(self) -> tuple[Who, ...]:
        """Everybody with a browser."""
        return tuple(self.tokens)

    def _sign_in(self, role: str, workspace: str, email: str) -> None:
        browser = Browser(self.app.test_client())
        browser.sign_in(email, PASSWORD)
        account = self.site.parts.accounts.stores.accounts.by_email(email)
        assert account is not None
        self._remember(Who(role, workspace, account.id), browser)

    def _let_in(self, partner: str) -> None:
        """Let a partner in, as the link in a mail does."""
        who, browser = Who(Role.PARTNER.value, account=partner), Browser(self.app.test_client())
        whose = {"subject": partner, "workspace_id": who.workspace, "role": who.role}
        opened = let_in(self.site.parts.accounts, **whose)
        with browser.client.session_transaction(base_url=ORIGIN) as cookie:
            cookie["sid"], cookie["account"] = opened.secret, partner
        self._remember(who, browser)

    def _remember(self, who: Who, browser: Browser) -> None:
        self.tokens[who] = _token(browser)
        cookie = browser.client.get_cookie(self._cookie, HOST)
        assert cookie is not None
        self._cookies[who] = cookie.value

    def cookie_of(self, who: Who) -> tuple[str, str]:
        """Return name and value of the cookie that somebody's browser keeps."""
        return self._cookie, self._cookies[who]

    @property
    def _cookie(self) -> str:
        return str(self.app.config["SESSION_COOKIE_NAME"])

    def call(
        self, who: Who, method: str, path: str, body: Any, headers: Mapping[str, str]
    ) -> TestResponse:
        """Send a form (pairs), or JSON."""
        sent = {"Origin": ORIGIN, "X-CSRFToken": self.tokens[who], **headers}
        how = {"data": _sent(body)} if isinstance(body, Pairs) else {"json": body}
        # Each call is that of a browser as it was after signing in.
        client = self.app.test_client()
        if self._cookies[who]:
            client.set_cookie(self._cookie, self._cookies[who], domain=HOST)
        return client.open(path, method=method, base_url=ORIGIN, headers=sent, **how)


class Pairs(dict[str, list[str]]):
    """The fields of a form as they are sent."""


def _sent(body: Pairs) -> dict[str, Any]:
    """Return the fields with the file that is chosen, where the form asks for one."""
    chosen = {FILE: (BytesIO(TABLE), "table.csv")} if FILE in body else {}
    return {**body, **chosen}


def _token(browser: Browser) -> str:
    for page in ("/en/contests", "/en/sign-in"):
        found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
        if found:
            return found.group(1)
    raise AssertionError("no page has a form")
