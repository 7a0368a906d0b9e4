"""A session ends for good, and what was typed outlives it."""

from dataclasses import replace

from services.gateway.kit.parts import KEY
from shared.documents import StoreUnavailable
from tests.gateway.conftest import ORIGIN, PASSWORD


class Full:
    """A store on a disk that is full: it reads, and keeps or removes nothing."""

    def __init__(self, inner):
        self.get = getattr(inner, "get", None)

    def put(self, _thing):
        raise StoreUnavailable("database or disk is full")

    take = put


def unwritable(gateway, **stores):
    accounts = gateway.parts.accounts
    changed = replace(accounts, stores=replace(accounts.stores, **stores))
    gateway.app.extensions[KEY] = gateway.parts = replace(gateway.parts, accounts=changed)


def test_signing_out_ends_the_session_on_the_server(gateway):
    browser = gateway.signed_in()
    stolen = browser.client.get_cookie("kermesse", domain="127.0.0.1")
    browser.post("/en/sign-out", page="/en/contests")
    thief = gateway.browser()
    thief.client.set_cookie("kermesse", stolen.value, domain="127.0.0.1")
    assert thief.get("/en/contests").status_code == 303


def test_an_idle_session_ends_and_work_keeps_it(gateway):
    browser = gateway.signed_in()
    gateway.clock.advance(hours=7)
    assert browser.get("/en/contests").status_code == 200
    gateway.clock.advance(hours=7)
    assert browser.get("/en/contests").status_code == 200
    gateway.clock.advance(hours=9)
    assert browser.get("/en/contests").status_code == 303


def test_reading_goes_on_where_a_session_cannot_be_lengthened(gateway):
    browser = gateway.signed_in()
    gateway.clock.advance(hours=1)
    unwritable(gateway, sessions=Full(gateway.parts.accounts.stores.sessions))
    assert browser.get("/en/contests").status_code == 200
    gateway.clock.advance(hours=8)
    assert browser.get("/en/contests").status_code == 303


def test_what_was_typed_waits_until_it_can_be_taken(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token("/en/contests/c-1/edit")
    gateway.clock.advance(hours=9)
    form = {"version": "1", "settings.prizes.0.name": "A lamp", "slug": "c-1", "csrf_token": token}
    page = "/en/contests/c-1/edit"
    browser.client.post(page, base_url=ORIGIN, data=form, headers={"Origin": ORIGIN})
    browser.sign_in("owner@lumen.example", PASSWORD, next=page)
    kept = gateway.parts.accounts.stores.kept_forms
    unwritable(gateway, kept_forms=Full(kept))
    shown = browser.get(page)
    assert (shown.status_code, 'value="A lamp"' in shown.text) == (200, False)
    unwritable(gateway, kept_forms=kept)
    assert 'value="A lamp"' in browser.get(page).text


def test_what_was_typed_survives_an_expired_session(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token("/en/contests/c-1/edit")
    gateway.clock.advance(hours=9)
    form = {"version": "1", "settings.prizes.0.name": "A lamp", "slug": "c-1", "csrf_token": token}
    answer = browser.client.post(
        "/en/contests/c-1/edit", base_url=ORIGIN, data=form, headers={"Origin": ORIGIN}
    )
    assert answer.status_code == 303
    door = browser.get(answer.location)
    assert "What you typed is kept" in door.text
    back = browser.sign_in("owner@lumen.example", PASSWORD, next="/en/contests/c-1/edit")
    page = browser.get(back.location)
    assert 'value="A lamp"' in page.text
    assert "save it again" in page.text
    assert 'value="A lamp"' not in browser.get("/en/contests/c-1/edit").text


def test_what_someone_typed_is_never_shown_to_someone_else(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token("/en/contests/c-1/edit")
    gateway.clock.advance(hours=9)
    form = {"settings.prizes.0.name": "A lamp", "csrf_token": token}
    browser.client.post(
        "/en/contests/c-1/edit", base_url=ORIGIN, data=form, headers={"Origin": ORIGIN}
    )
    browser.sign_in("manager@lumen.example", PASSWORD)
    assert "A lamp" not in browser.get("/en/contests/c-1/edit").text
