"""Signing in tells nothing to strangers, and leads nowhere else."""

import pytest

from tests.gateway.conftest import PASSWORD


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(gateway):
    pages = []
    for email in ("owner@lumen.example", "nobody@lumen.example"):
        answer = gateway.browser().sign_in(email, "wrong password")
        assert answer.status_code == 422
        pages.append(answer.text.replace(email, "").split("csrf_token")[0])
    assert pages[0] == pages[1]
    assert "do not belong together" in pages[0]


def test_guessing_is_put_off_and_does_not_keep_the_owner_out_elsewhere(gateway):
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
    assert again.status_code == 303


def test_a_right_password_is_no_guess(gateway):
    for _ in range(12):
        assert gateway.browser().sign_in("owner@lumen.example", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:x",
        "/a\n",
        "http://[",
        "//[",
        "http://a\uff0fb",
    ],
)
def test_signing_in_never_leads_to_another_site(gateway, target):
    answer = gateway.browser().post(
        "/en/sign-in", {"email": "owner@lumen.example", "password": PASSWORD, "next": target}
    )
    assert (answer.status_code, answer.location) == (303, "/en/contests")


def test_a_session_begins_with_an_id_of_its_own(gateway):
    browser = gateway.browser()
    browser.get("/en/sign-in")
    before = browser.client.get_cookie("kermesse", domain="127.0.0.1").value
    browser.sign_in("owner@lumen.example", PASSWORD)
    assert browser.client.get_cookie("kermesse", domain="127.0.0.1").value != before


@pytest.mark.parametrize("target", ["http://[", "//[", "http://a\uff0fb"])
def test_the_door_opens_whatever_the_address_asks_for(gateway, target):
    assert (
        gateway.browser().client.get("/en/sign-in", query_string={"next": target}).status_code
        == 200
    )


def test_the_door_says_why_one_stands_before_it(gateway):
    stranger = gateway.browser()
    asked = stranger.get(stranger.get("/en/contests").location).text
    assert "is the team&#39;s: sign in to open it" in asked
    assert "sign in to open it" not in stranger.get("/en/sign-in").text
    browser = gateway.signed_in()
    gateway.clock.advance(hours=9)
    ended = browser.get(browser.get("/en/contests").location).text
    assert "Your session has ended" in ended
    back = gateway.signed_in()
    left = back.post("/en/sign-out", page="/en/contests")
    assert "session has ended" not in back.get(left.location).text
