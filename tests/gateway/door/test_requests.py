"""What a request has to be, and what of it is believed."""

from dataclasses import replace

import pytest
from flask import Flask
from structlog.testing import capture_logs

from services.gateway.door.scraping import FORWARDED
from services.gateway.door.security import TrustedHeaders, client_network, install, trust_proxies
from tests.gateway.conftest import ORIGIN


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
    with capture_logs() as logs:
        answer = browser.post("/en/contests", headers=headers)
    assert answer.status_code == 403
    assert gateway.services.contests == {}
    (told,) = [line for line in logs if line["event"] == "refused_origin"]
    assert (told["origin"], told["own"]) == (headers["Origin"], ORIGIN)


def test_an_origin_is_ours_however_it_is_capitalised(gateway):
    browser = gateway.signed_in()
    shouted = {"Origin": ORIGIN.replace("http://", "HTTP://")}
    assert browser.post("/en/contests", headers=shouted).status_code == 303


def test_another_host_is_not_served_but_probes_are(gateway):
    client = gateway.app.test_client()
    with capture_logs() as logs:
        assert client.get("/en/sign-in", base_url="http://evil.example").status_code == 400
    (told,) = [line for line in logs if line["event"] == "refused_host"]
    assert told["host"] == "evil.example"
    assert "127.0.0.1" in told["expected"]
    assert client.get("/en/sign-in", base_url="http://LocalHost:8000").status_code == 200
    assert client.get("/livez", base_url="http://10.1.2.3:8000").status_code == 200
    assert client.get("/readyz", base_url="http://10.1.2.3:8000").status_code == 200


@pytest.mark.parametrize(
    "ours", ["http://[::1]:8080", "http://[2001:db8::1]:8080", "https://contests.example.org"]
)
def test_whatever_host_a_site_has_is_served(gateway, ours):
    app = Flask("site")
    app.add_url_rule("/", "network", client_network)
    install(app, replace(gateway.parts, public_url=ours))
    assert app.test_client().get("/", base_url=ours).status_code == 200
    assert app.test_client().get("/", base_url=ours.upper()).status_code == 200
    assert app.test_client().get("/", base_url="http://[2001:db8::2]:8080").status_code == 400


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


def behind_proxies(hops):
    app = Flask("behind")
    app.add_url_rule("/", "network", client_network)
    trust_proxies(app, hops)
    return app.test_client()


@pytest.mark.parametrize(
    ("sent", "network"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::64", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::64]:51234", "2001:db8:1:2::/64"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_trusted_proxy_tells_the_network_of_a_client(sent, network):
    with capture_logs() as logs:
        assert behind_proxies(1).get("/", headers={"X-Forwarded-For": sent}).text == network
    assert logs == []


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_a_proxy_that_nobody_named_is_told_once_and_not_believed(header):
    client = behind_proxies(0)
    with capture_logs() as logs:
        for number in range(5):
            assert client.get("/", headers={header: f"192.0.2.{number}"}).text == "127.0.0.1"
    (told,) = logs
    assert (told["event"], told["log_level"]) == ("unknown_proxy", "warning")
    assert "KERMESSE_TRUSTED_PROXIES" in told["remedy"]


def test_the_root_leads_to_the_language_of_the_browser(gateway):
    french = gateway.browser().get("/", headers={"Accept-Language": "fr-CH, en;q=0.5"})
    english = gateway.browser().get("/", headers={"Accept-Language": "en-US"})
    assert (french.location, english.location) == ("/fr/contests", "/en/contests")
