"""Accounts, sessions and kept forms of earlier code open: nobody signs in anew, nothing is lost."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.kept import stored
from tests.kept.conftest import BOTH, Server
from tests.kept.environ import PUBLIC_URL, environ_of, on_server
from tests.kept.opening import contests_application, gateway_application, publish_accounts
from tests.kept.recorded import KEPT, Cut, cut_of, with_team
from tests.kept.serving import Browser, served
from tests.kept.teaming import DRAFT, OTHERS, PASSWORD, TEAM, edit_page

COOKIES: dict[str, str] = json.loads((KEPT / "cookies.json").read_text())
LEFT = with_team(cut_of("ordinary", DRAFT))
# The manager's session had ended by then, the owner's had just begun.
LATER = LEFT.at + timedelta(hours=9)
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("store", BOTH, indirect=True)]


@pytest.fixture
def environ(store: Server, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings of a gateway over what was kept, the contests service behind it."""
    stored.load(LEFT, tmp_path, store)
    found = environ_of(tmp_path) | dict(on_server(*store) if store else {})
    with served(contests_application(found)) as address:
        yield {**found, "KERMESSE_CONTESTS_URL": address}


@pytest.fixture
def gateway(environ: dict[str, str]) -> Flask:
    return gateway_application(environ, LATER)


def with_cookie(app: Flask, kept: str) -> Browser:
    """Return a browser that holds a cookie of then, its age made right."""
    browser = Browser(app)
    signing = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    content = signing.loads(kept)
    domain = PUBLIC_URL.partition("//")[2]
    name = app.config["SESSION_COOKIE_NAME"]
    browser.client.set_cookie(name, signing.dumps(content), domain=domain)
    return browser


def test_every_account_signs_in_with_its_password(gateway: Flask) -> None:
    teams = [TEAM, *(people for _, _, people in OTHERS)]
    for email in (email for people in teams for email in people):
        browser = Browser(gateway)
        answer = browser.sign_in(email, PASSWORD)
        assert (answer.status_code, "sign-in" in answer.location) == (303, False)


def test_who_was_signed_in_still_is(gateway: Flask) -> None:
    page = with_cookie(gateway, COOKIES["owner"]).get(edit_page(LEFT))
    assert page.status_code == 200
    assert 'value="Maison Lumen"' in page.text


def test_whose_session_had_ended_is_asked_to_sign_in(gateway: Flask) -> None:
    page = with_cookie(gateway, COOKIES["manager"]).get(edit_page(LEFT))
    assert (page.status_code, "sign-in" in page.location) == (303, True)


def test_what_was_typed_too_late_is_shown_to_who_typed_it(gateway: Flask) -> None:
    browser = with_cookie(gateway, COOKIES["manager, too late"])
    browser.sign_in("manager@lumen.example", PASSWORD)
    assert 'value="Maison Lumen &amp; filles"' in browser.get(edit_page(LEFT)).text


def test_accounts_that_wait_to_be_told_are_published(
    environ: dict[str, str], tmp_path: Path
) -> None:
    publish_accounts(environ)
    sent = [
        line
        for (topic, _, _), line in stored.messages(tmp_path).items()
        if topic == "gateway.account"
    ]
    assert {
        line["headers"]["ce_id"]: (
            line["headers"]["ce_type"],
            line["key"],
            json.loads(line["value"]),
        )
        for line in sent
    } == expected(LEFT)
    assert len(sent) == len(TEAM) + 1


def expected(cut: Cut) -> dict[str, tuple[str, str, object]]:
    """Return what waits in accounts: type, key and data by the event's identifier."""
    return {
        event["id"]: (event["type"], event["key"], json.loads(event["data"]))
        for place, line in cut.documents.items()
        if place[:2] == ("gateway", "accounts")
        for event in line["events"]
    }
