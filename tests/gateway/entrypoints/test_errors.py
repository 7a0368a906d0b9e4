"""Errors say what happened, what was kept, and the number to tell us."""

import pytest

from services.gateway.domain.errors import ServiceProblem


def test_a_service_that_is_down_gives_a_page_that_says_so(gateway):
    browser = gateway.signed_in()
    gateway.services.fail_with = ServiceProblem(503, "unavailable", retry_after=5)
    answer = browser.get("/fr/contests")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "ne répond pas" in answer.text


@pytest.mark.parametrize(("lang", "words"), [("fr", "pas de page ici"), ("en", "no page here")])
def test_an_address_without_a_page_says_so_with_the_request_number(gateway, lang, words):
    answer = gateway.browser().get(f"/{lang}/nowhere")
    assert answer.status_code == 404
    assert words in answer.text
    assert answer.headers["X-Request-Id"] in answer.text


def test_a_fault_of_ours_gives_a_page_without_its_details(gateway, monkeypatch):
    browser = gateway.signed_in()
    monkeypatch.setattr(gateway.services, "ask", lambda question: 1 / 0)
    answer = browser.get("/en/contests")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
