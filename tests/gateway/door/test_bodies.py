"""One form takes a file of 20 MB, of whoever may send it; every other keeps to the usual limit."""

import hashlib
import time
from io import BytesIO
from typing import Any

import pytest

from services.gateway.products.contests.console.proposals import EVIDENCE_FORM
from shared.webapp.gathering.request import LARGER
from tests.gateway.conftest import ORIGIN, PASSWORD

SKIP = "/en/contests/c-1/winners/e-000001/skip"
TOLD = "/en/contests/c-1/winners/e-000001/told"
MEGABYTE = 1024**2


def evidence(size: int) -> dict[str, Any]:
    return {"code": "not_eligible", "evidence": (BytesIO(b"x" * size), "letter.pdf")}


@pytest.mark.parametrize("page", [SKIP, TOLD])
def test_evidence_of_20_mb_is_hashed_without_a_script(gateway, page):
    gateway.services.add("c-1", state="drawn")
    answer = gateway.signed_in("manager").post(page, evidence(20 * MEGABYTE))
    assert answer.status_code == 303
    sent = gateway.services.asked[-1].body["evidence_hash"]
    assert sent == hashlib.sha256(b"x" * (20 * MEGABYTE)).hexdigest()


def test_larger_evidence_is_refused_with_the_limit_named(gateway):
    gateway.services.add("c-1", state="drawn")
    browser = gateway.signed_in("manager")
    for page, most in (("/en/contests", "512 KB"), (SKIP, "20 MB")):
        answer = browser.post(page, evidence(21 * MEGABYTE))
        assert answer.status_code == 413
        assert f"takes {most} at most" in answer.text


def test_of_whoever_may_not_send_it_no_file_is_read(gateway):
    gateway.services.add("c-1", state="drawn")
    analyst = gateway.signed_in("analyst")
    answer = analyst.post(SKIP, evidence(MEGABYTE), page="/en/contests")
    assert answer.status_code == 413
    assert gateway.services.asked[-1].method == "GET"


def test_whose_session_ended_reads_so_instead_of_a_limit(gateway):
    client = gateway.browser().client
    headers = {"Origin": ORIGIN}
    answer = client.post(SKIP, base_url=ORIGIN, data=evidence(MEGABYTE), headers=headers)
    assert answer.status_code == 303
    assert answer.location.startswith("/en/sign-in?")
    assert "lost=1" in answer.location


@pytest.mark.parametrize(
    ("method", "path", "most"),
    [
        ("POST", SKIP, EVIDENCE_FORM),
        ("POST", TOLD.replace("/en/", "/fr/"), EVIDENCE_FORM),
        ("GET", SKIP, 0),
        ("POST", "/en/contests", 0),
        ("POST", "/en/contests/c%2D1/winners/e-000001/skip", EVIDENCE_FORM),
        ("POST", "/en/nothing/here", 0),
        ("BREW", SKIP, 0),
        ("POST", "*", 0),
    ],
)
def test_the_server_gathers_more_for_that_form_alone(gateway, method, path, most):
    assert gateway.app.config[LARGER](method, path, cookies_of(gateway.signed_in())) == most


def test_nobody_but_who_is_signed_in_takes_a_place_of_a_large_form(gateway):
    browser = gateway.browser()
    browser.get("/en/sign-in")
    strangers = ["", cookies_of(browser), "kermesse=e30.aaaa.bbbb", "kermesse; =;;\xff"]
    browser.sign_in("manager@lumen.example", PASSWORD)
    assert taken(gateway, cookies_of(browser)) == EVIDENCE_FORM
    strangers.append(cookies_of(browser)[:-1] + "~")
    browser.post("/en/sign-out", page="/en/contests")
    strangers.append(cookies_of(browser))
    assert [taken(gateway, each) for each in strangers] == [0] * 6


def test_a_cookie_of_longer_ago_than_any_session_lasts_takes_none(gateway, monkeypatch):
    held = cookies_of(gateway.signed_in("manager"))
    eight_days_on = time.time() + 8 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: eight_days_on)
    assert taken(gateway, held) == 0


def taken(gateway, cookies: str) -> int:
    """Return how many bytes a form with evidence may have, by these cookies."""
    return gateway.app.config[LARGER]("POST", SKIP, cookies)


def cookies_of(browser) -> str:
    """Return the cookies that a browser sends."""
    held = browser.client.get_cookie("kermesse", domain="127.0.0.1")
    return f"kermesse={held.value}" if held else ""
