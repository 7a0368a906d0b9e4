"""Errors say what happened, what was kept, and the number to tell us."""

import pytest

from services.gateway.kit.problems import ServiceProblem


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


@pytest.mark.parametrize(
    "query", ["endpoint=x", "_method=FOO", "_scheme=ftp", "values=1", "s=a&s=b"]
)
def test_the_other_language_keeps_any_query_and_never_fails_on_it(gateway, query):
    page = gateway.browser().get(f"/en/sign-in?{query}")
    assert page.status_code == 200
    assert f'href="/fr/sign-in?{query.replace("&", "&amp;")}"' in page.text


def test_the_other_language_of_a_refused_form_is_its_own_page(gateway):
    gateway.services.add("c-1", state="open")
    form = {"field": "alternates", "after": "lots", "action": "amend"}
    page = gateway.signed_in().post("/en/contests/c-1/amend", form)
    assert page.status_code == 422
    assert 'href="/fr/contests/c-1/amend"' in page.text


def test_a_public_address_without_a_page_never_leads_to_the_door_of_the_team(gateway):
    answer = gateway.browser().get("/fr/w/maison-lumen/nowhere")
    assert answer.status_code == 404
    assert "sign-in" not in answer.text
    assert 'href="/"' not in answer.text
