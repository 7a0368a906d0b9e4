"""Who may come in, and what keeps the others out."""

from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry

from services.gateway.entrypoints.application import create_app
from services.gateway.entrypoints.scraping import FORWARDED
from services.gateway.entrypoints.security import POLICY, TrustedHeaders
from shared.webapp.permissions import UndeclaredPermission, doors_of
from tests.gateway.conftest import ORIGIN, PASSWORD


def test_every_view_says_who_may_call_it(gateway):
    doors = doors_of(gateway.app)
    rules = [rule for rule in gateway.app.url_map.iter_rules() if rule.endpoint != "static"]
    assert len(doors) >= len(rules)


def test_a_view_that_does_not_is_found_at_the_start(gateway):
    app = create_app(replace(gateway.parts, registry=CollectorRegistry()))
    app.add_url_rule("/forgotten", "forgotten", lambda: "")
    with pytest.raises(UndeclaredPermission, match="forgotten"):
        doors_of(app)


def test_every_console_page_but_the_door_asks_for_a_session(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.browser()
    doors = doors_of(gateway.app)
    places = {
        "lang": "en",
        "contest_id": "c-1",
        "entry_id": "e-1",
        "ref": "e-000001",
        "act": "skip",
    }
    checked = 0
    for rule in gateway.app.url_map.iter_rules():
        if not rule.endpoint.startswith("console.") or "GET" not in rule.methods:
            continue
        if doors[rule.endpoint, "GET"].access.open:
            assert rule.endpoint == "console.sign_in"
            continue
        values = {name: places[name] for name in rule.arguments}
        answer = browser.get(gateway.app.url_map.bind("x").build(rule.endpoint, values))
        assert (answer.status_code, "/sign-in" in answer.location) == (303, True), rule
        checked += 1
    assert checked >= 10


ACTS = [
    ("/en/contests", {"analyst", "moderator"}),
    ("/en/contests/c-1/edit", {"analyst", "moderator"}),
    ("/en/contests/c-1/publish", {"analyst", "moderator"}),
    ("/en/contests/c-1/cancel", {"analyst", "moderator"}),
    ("/en/contests/c-1/amend", {"analyst", "moderator"}),
    ("/en/contests/c-1/beacon", {"analyst", "moderator"}),
    ("/en/contests/c-1/winners/e-000001/skip", {"analyst", "moderator"}),
    ("/en/contests/c-1/entries/e-1/exclude", {"analyst"}),
    ("/en/contests/c-1/entries/e-1/reinstate", {"analyst"}),
]


@pytest.mark.parametrize(("path", "refused"), ACTS)
@pytest.mark.parametrize("role", ["owner", "manager", "moderator", "analyst"])
def test_each_role_does_what_it_may_and_no_more(gateway, path, refused, role):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in(role)
    answer = browser.post(path, page="/en/contests")
    assert (answer.status_code == 403) == (role in refused)


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(gateway):
    pages = []
    for email in ("owner@lumen.example", "nobody@lumen.example"):
        answer = gateway.browser().sign_in(email, "wrong password")
        assert answer.status_code == 422
        pages.append(answer.text.replace(email, "").split("csrf_token")[0])
    assert pages[0] == pages[1]
    assert "do not belong together" in pages[0]


def test_signing_in_too_often_is_put_off_by_account_and_by_address(gateway):
    for _ in range(10):
        gateway.browser().sign_in("owner@lumen.example", "wrong password")
    answer = gateway.browser().sign_in("owner@lumen.example", PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Try again in" in answer.text
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    again = gateway.browser().post(
        "/en/sign-in", {"email": "Owner@lumen.example", "password": PASSWORD},
        environ_base=elsewhere,
    )  # fmt: skip
    assert again.status_code == 429


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:x",
        "/a\n",
    ],
)
def test_signing_in_never_leads_to_another_site(gateway, target):
    answer = gateway.browser().post(
        "/en/sign-in", {"email": "owner@lumen.example", "password": PASSWORD, "next": target}
    )
    assert (answer.status_code, answer.location) == (303, "/en/contests")


def test_signing_out_ends_the_session_on_the_server(gateway):
    browser = gateway.signed_in()
    stolen = browser.client.get_cookie("kermesse", domain="127.0.0.1")
    browser.post("/en/sign-out", page="/en/contests")
    thief = gateway.browser()
    thief.client.set_cookie("kermesse", stolen.value, domain="127.0.0.1")
    assert thief.get("/en/contests").status_code == 303


def test_a_session_begins_with_an_id_of_its_own(gateway):
    browser = gateway.browser()
    browser.get("/en/sign-in")
    before = browser.client.get_cookie("kermesse", domain="127.0.0.1").value
    browser.sign_in("owner@lumen.example", PASSWORD)
    assert browser.client.get_cookie("kermesse", domain="127.0.0.1").value != before


def test_an_idle_session_ends_and_work_keeps_it(gateway):
    browser = gateway.signed_in()
    gateway.clock.advance(hours=7)
    assert browser.get("/en/contests").status_code == 200
    gateway.clock.advance(hours=7)
    assert browser.get("/en/contests").status_code == 200
    gateway.clock.advance(hours=9)
    assert browser.get("/en/contests").status_code == 303


def test_a_form_without_its_token_changes_nothing(gateway):
    browser = gateway.signed_in()
    answer = browser.client.post(
        "/en/contests", base_url=ORIGIN, data={"csrf_token": "made up"}, headers={"Origin": ORIGIN}
    )
    assert answer.status_code == 400
    assert gateway.services.contests == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_changes_nothing(gateway, headers):
    browser = gateway.signed_in()
    answer = browser.post("/en/contests", headers=headers)
    assert answer.status_code == 403
    assert gateway.services.contests == {}


def test_another_host_is_not_served_but_probes_are(gateway):
    client = gateway.app.test_client()
    assert client.get("/en/sign-in", base_url="http://evil.example").status_code == 400
    assert client.get("/livez", base_url="http://10.1.2.3:8000").status_code == 200
    assert client.get("/readyz", base_url="http://10.1.2.3:8000").status_code == 200


def test_pages_allow_no_inline_script_no_frame_and_no_sniffing(gateway):
    answer = gateway.browser().get("/en/sign-in")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<style" not in answer.text
    assert " style=" not in answer.text
    assert " onclick=" not in answer.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(gateway):
    cookie = gateway.browser().get("/en/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_a_body_over_the_limit_is_refused(gateway):
    browser = gateway.signed_in()
    answer = browser.post("/en/contests", {"key": "x" * 600_000})
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_nobody_is_believed_about_addresses_and_users(gateway):
    seen = {}

    def inner(environ, _start):
        seen.update(environ)
        return []

    given = {
        "HTTP_X_FORWARDED_FOR": "1.2.3.4",
        "HTTP_X_USER_ID": "root",
        "HTTP_ACCEPT": "text/html",
    }
    list(TrustedHeaders(inner)(given, None))
    assert seen == {"HTTP_ACCEPT": "text/html", FORWARDED: True}


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


def test_one_workspace_never_sees_the_contests_of_another(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.browser()
    browser.sign_in("owner@other.example", PASSWORD)
    for path in ("", "/edit", "/publish", "/cancel", "/amend", "/entries/e-1/exclude", "/beacon"):
        assert browser.get(f"/en/contests/c-1{path}").status_code == 404
    assert {question.caller.workspace_id for question in gateway.services.asked} == {"other-house"}


def test_the_root_leads_to_the_language_of_the_browser(gateway):
    french = gateway.browser().get("/", headers={"Accept-Language": "fr-CH, en;q=0.5"})
    english = gateway.browser().get("/", headers={"Accept-Language": "en-US"})
    assert (french.location, english.location) == ("/fr/contests", "/en/contests")


def test_the_figures_of_operators_are_there(gateway):
    gateway.browser().get("/en/sign-in")
    page = gateway.browser().get("/metrics").text
    assert "kermesse_http_requests_total" in page
    assert "sign-in" in page


@pytest.mark.parametrize(
    ("url", "address", "headers", "status"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1", {}, 200),
        ("http://gateway:8000", "10.1.2.3", {}, 200),
        ("http://10.1.2.4:8000", "::ffff:10.1.2.3", {}, 200),
        ("https://c.example", "127.0.0.1", {}, 404),
        ("https://C.example:443", "10.1.2.3", {}, 404),
        ("http://127.0.0.1:8000", "8.8.8.8", {}, 404),
        ("http://127.0.0.1:8000", "", {}, 404),
        ("http://127.0.0.1:8000", "127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}, 404),
        ("http://127.0.0.1:8000", "127.0.0.1", {"Forwarded": "for=10.1.2.3"}, 404),
    ],
)
@pytest.mark.parametrize("proxies", [0, 1])
def test_the_figures_are_for_whoever_asks_from_inside_alone(
    gateway, url, address, headers, status, proxies
):
    more = {"public_url": "https://c.example", "trusted_proxies": proxies}
    app = create_app(replace(gateway.parts, registry=CollectorRegistry(), **more))
    answer = app.test_client().get(
        "/metrics", base_url=url, environ_base={"REMOTE_ADDR": address}, headers=headers
    )
    assert answer.status_code == status
    assert (b"kermesse_" in answer.data) == (status == 200)


def test_the_cookie_is_bound_to_the_host_where_pages_are_served_over_https(gateway):
    parts = replace(gateway.parts, public_url="https://c.example", registry=CollectorRegistry())
    answer = create_app(parts).test_client().get("/en/sign-in", base_url="https://c.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-kermesse=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
