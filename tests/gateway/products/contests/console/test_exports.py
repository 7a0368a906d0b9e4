"""Exports of people: asked for once, followed, fetched as they arrive."""

import pytest
from bs4 import BeautifulSoup

from services.gateway.kit.questions import Streamed

PAGE = "/en/contests/c-1/exports"
EXPORT = {
    "id": "x-1",
    "state": "ready",
    "tool": "excel",
    "language": "en",
    "by": "a-9",
    "rows": 2318,
    "total": 2318,
    "size": 200_000,
    "asked_at": "2026-03-26T09:00:00.000Z",
    "ready_at": "2026-03-26T09:01:00.000Z",
    "dies_at": "2026-03-27T09:01:00.000Z",
    "actions": ["fetch"],
}
WAITING = {**EXPORT, "id": "x-2", "state": "asked", "rows": 1000, "actions": [], "dies_at": None}


@pytest.fixture
def shown(gateway):
    gateway.services.add("c-1", state="open")
    gateway.services.exports = [WAITING, EXPORT]
    return gateway


def page_of(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_each_export_says_how_far_it_is_and_until_when(shown):
    page = page_of(shown.signed_in("manager").get(PAGE))
    waiting, ready = page.select("tbody tr")
    bar = waiting.select_one("progress")
    assert (bar["value"], bar["max"]) == ("1000", "2318")
    assert not waiting.select("a")
    assert ready.select_one("a")["href"] == f"{PAGE}/x-1/people.csv"
    assert "until 27\u00a0Mar" in ready.get_text()
    assert "a former colleague" in ready.get_text()
    assert page.select("#exports[data-waits]")


def test_a_withdrawn_one_says_why_and_what_to_do(shown):
    shown.services.exports = [{**EXPORT, "state": "withdrawn", "actions": []}]
    (row,) = page_of(shown.signed_in("manager").get(PAGE)).select("tbody tr")
    said = "Withdrawn because somebody erased themselves or left the newsletter: ask for it again."
    assert said in " ".join(row.get_text(" ").split())
    assert not row.select("a")


def test_nothing_is_read_again_once_all_is_there(shown):
    shown.services.exports = [EXPORT]
    assert not page_of(shown.signed_in().get(PAGE)).select("[data-waits]")


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_nobody_else_asks_or_fetches(shown, role):
    browser = shown.signed_in(role)
    answers = [browser.get(PAGE), browser.get(f"{PAGE}/x-1/people.csv")]
    answers.append(browser.post(PAGE, {"tool": "excel"}, page="/en/contests"))
    assert [each.status_code for each in answers] == [403, 403, 403]


def test_an_export_is_asked_for_under_the_key_of_its_page(shown):
    browser = shown.signed_in()
    page = page_of(browser.get(PAGE))
    key = page.select_one("input[name=key]")["value"]
    answer = browser.post(PAGE, {"tool": "other", "key": key})
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    (asked,) = [each for each in shown.services.asked if each.method == "POST"]
    assert asked.body == {"tool": "other", "language": "en"}
    assert asked.headers["Idempotency-Key"] == key


def test_a_file_is_handed_on_as_it_arrives(shown):
    headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="people.csv"',
        "cache-control": "no-store",
        "x-internal": "1",
    }
    shown.services.stream = lambda question, raw=None: Streamed(200, headers, iter([b"a;", b"b"]))
    answer = shown.signed_in().get(f"{PAGE}/x-1/people.csv")
    assert answer.data == b"a;b"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Internal" not in answer.headers


def test_a_file_that_died_is_told_so(shown):
    shown.services.stream = lambda question, raw=None: Streamed(410, {}, iter([b"{}"]))
    assert shown.signed_in().get(f"{PAGE}/x-1/people.csv").status_code == 410


def test_the_page_of_people_leads_here(shown):
    assert f'href="{PAGE}"' in shown.signed_in().get("/en/contests/c-1/people").text


def test_the_newsletter_is_asked_for_where_the_service_offers_it(shown):
    shown.services.exportable = ["export", "export_newsletter"]
    browser = shown.signed_in("owner")
    boxes = page_of(browser.get(PAGE)).select("input[name=what]")
    assert [each["value"] for each in boxes] == ["people", "newsletter"]
    browser.post(PAGE, {"tool": "other", "what": "newsletter"})
    assert shown.services.asked[-1].body["what"] == "newsletter"


def test_once_people_are_erased_the_newsletter_alone_is_left(shown):
    shown.services.exportable = ["export_newsletter"]
    page = page_of(shown.signed_in("owner").get(PAGE))
    (box,) = page.select("input[name=what]")
    assert (box["type"], box["value"]) == ("hidden", "newsletter")
