"""Publishing is a page of its own, then an act on the version that was shown."""

import pytest
from bs4 import BeautifulSoup

from tests.gateway.recorded import COMPLETE, TEXTS


@pytest.fixture
def draft(gateway):
    gateway.services.add("c-1", settings=dict(COMPLETE), texts=TEXTS)
    return gateway.services.contests["c-1"]


def _read(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_publishing_is_a_page_of_its_own_then_an_act(gateway, draft):
    browser = gateway.signed_in()
    page = _read(browser.get("/en/contests/c-1/publish"))
    assert "What cannot be undone" in page.get_text()
    assert draft["state"] == "draft"
    version = page.find(attrs={"name": "version"})["value"]
    done = browser.post("/en/contests/c-1/publish", {"version": version})
    assert (done.status_code, done.location) == (303, "/en/contests/c-1")
    assert draft["state"] == "open"


def test_what_is_published_is_the_version_that_was_shown(gateway, draft):
    browser = gateway.signed_in()
    draft["version"] = 2
    answer = browser.post("/en/contests/c-1/publish", {"version": "1"})
    assert answer.status_code == 422
    assert draft["state"] == "draft"


def test_a_version_that_is_no_number_publishes_nothing(gateway, draft):
    browser = gateway.signed_in()
    draft["version"] = 2
    answer = browser.post("/en/contests/c-1/publish", {"version": "²"})
    assert answer.status_code == 422
    assert draft["state"] == "draft"


def test_an_unfinished_draft_has_no_page_to_publish(gateway):
    gateway.services.add("c-1")
    answer = gateway.signed_in().get("/en/contests/c-1/publish")
    assert answer.status_code == 422
    assert _read(answer).select_one(".summary a")


def test_an_open_contest_has_no_form(gateway):
    gateway.services.add("c-2", state="open")
    answer = gateway.signed_in().get("/en/contests/c-2/edit")
    assert answer.location == "/en/contests/c-2"
