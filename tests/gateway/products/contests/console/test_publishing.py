"""Publishing is a page of its own, then an act on the version that was shown."""

import pytest
from bs4 import BeautifulSoup

from tests.gateway.conftest import ORIGIN
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


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_a_draft_is_deleted_once_it_was_asked_for(gateway, role):
    gateway.services.add("c-1")
    browser = gateway.signed_in(role)
    assert 'href="/en/contests/c-1/delete"' in browser.get("/en/contests/c-1/edit").text
    asking = browser.get("/en/contests/c-1/delete").text
    assert "This cannot be undone." in asking
    assert list(gateway.services.contests) == ["c-1"]
    form = {"version": "1", "csrf_token": browser.token("/en/contests/c-1/delete")}
    for _ in range(2):
        answer = browser.client.post(
            "/en/contests/c-1/delete", base_url=ORIGIN, data=form, headers={"Origin": ORIGIN}
        )
        assert (answer.status_code, answer.location) == (303, "/en/contests?saved=1")
    assert gateway.services.contests == {}
    assert "The draft is deleted." in browser.get(answer.location).text
    assert "The draft is deleted." not in browser.get("/en/contests").text
    for page in ("", "/edit", "/delete"):
        back = browser.get(f"/en/contests/c-1{page}")
        assert (back.status_code, "does not come back" in back.text) == (404, True)
        assert 'href="/en/contests"' in back.text


def test_a_draft_that_changed_or_opened_meanwhile_is_kept_and_that_is_said(gateway):
    gateway.services.add("c-1", version=2)
    browser = gateway.signed_in()
    answer = browser.post("/en/contests/c-1/delete", {"version": "1"})
    assert (answer.status_code, "Someone else changed this" in answer.text) == (412, True)
    gateway.services.contests["c-1"]["state"] = "open"
    answer = browser.post("/en/contests/c-1/delete", {"version": "2"})
    assert (answer.status_code, "Delete the draft</button>" in answer.text) == (409, False)
    assert list(gateway.services.contests) == ["c-1"]


@pytest.mark.parametrize("state", ["draft", "open"])
def test_what_prizes_ask_is_said_to_be_saved_and_only_then(gateway, draft, state):
    draft["state"] = state
    browser = gateway.signed_in()
    page = "/en/contests/c-1/asks"
    version = _read(browser.get(page)).find(attrs={"name": "version"})["value"]
    answer = browser.post(page, {"version": version, "asks.0.prize": "Lamp"})
    assert answer.status_code == 303
    shown = browser.get(answer.location)
    while shown.status_code == 303:
        shown = browser.get(shown.location)
    said = "What the prizes ask of their winners is saved."
    assert said in _read(shown).select_one("[role=status].note").get_text()
    assert said not in browser.get("/en/contests/c-1" + "/edit" * (state == "draft")).text
