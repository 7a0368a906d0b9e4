"""What a request has to be, and what of it is believed."""

import pytest

from services.gateway.door.scraping import FORWARDED
from services.gateway.door.security import TrustedHeaders
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
    answer = browser.post("/en/contests", headers=headers)
    assert answer.status_code == 403
    assert gateway.services.contests == {}


def test_another_host_is_not_served_but_probes_are(gateway):
    client = gateway.app.test_client()
    assert client.get("/en/sign-in", base_url="http://evil.example").status_code == 400
    assert client.get("/livez", base_url="http://10.1.2.3:8000").status_code == 200
    assert client.get("/readyz", base_url="http://10.1.2.3:8000").status_code == 200


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


def test_the_root_leads_to_the_language_of_the_browser(gateway):
    french = gateway.browser().get("/", headers={"Accept-Language": "fr-CH, en;q=0.5"})
    english = gateway.browser().get("/", headers={"Accept-Language": "en-US"})
    assert (french.location, english.location) == ("/fr/contests", "/en/contests")
