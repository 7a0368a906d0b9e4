"""The page of winners: who won, by first name and address."""

import pytest
from bs4 import BeautifulSoup

PAGE = "/en/contests/c-1/winners"
WINNER = {
    "place": 1,
    "ref": "e-4hv9k2m7q1xz0001",
    "prize": "A lamp",
    "prize_index": 0,
    "state": "accepted",
    "code": "",
    "promoted": False,
    "answer_by": None,
    "skip": None,
    "first_name": "Zoé",
    "email": "zoe+a&b@example.org",
    "language": "fr",
    "actions": ["verify", "propose_skip"],
}
GONE = {
    **WINNER,
    "ref": "e-4hv9k2m7q1xz0002",
    "state": "skipped",
    "code": "no_answer",
    "first_name": "Ana",
    "email": "ana@example.org",
    "actions": [],
}
ERASED = {**WINNER, "place": 2, "ref": "e-4hv9k2m7q1xz0003", "first_name": "", "email": ""}


def _page(gateway, winners, role="owner", path=PAGE):
    gateway.services.add("c-1", state="drawn")
    gateway.services.winners = winners
    answer = gateway.signed_in(role).get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return BeautifulSoup(answer.text, "html.parser")


def test_a_winner_is_named_and_can_be_written_to(gateway):
    page = _page(gateway, [WINNER], "manager")
    (row,) = page.select("tbody tr")
    assert "Zoé" in row.get_text()
    assert row.select_one("a[href^=mailto]")["href"] == "mailto:zoe%2Ba%26b@example.org"
    assert row.select_one("a[href^=mailto]").get_text() == "zoe+a&b@example.org"
    assert "noted" in page.select_one(".note").get_text()
    assert row.select_one("a[href$=verify]")


def test_who_held_a_place_before_is_folded_under_who_holds_it_now(gateway):
    page = _page(gateway, [GONE, {**WINNER, "promoted": True}])
    holder, before = page.select("tbody tr")
    assert "Zoé" in holder.get_text()
    assert "was an alternate" in holder.get_text()
    assert "Ana" not in holder.get_text()
    assert before.select_one("details summary").get_text() == "1 person replaced"
    assert "no answer in time" in before.get_text()


def test_a_winner_who_is_erased_is_a_reference_alone(gateway):
    page = _page(gateway, [ERASED])
    assert "name and address erased" in page.select_one("tbody").get_text()
    assert not page.select("a[href^=mailto]")


def test_pages_follow_places(gateway):
    gateway.services.more_winners = "50"
    page = _page(gateway, [WINNER])
    (link,) = [each["href"] for each in page.select(".actions a") if "after" in each["href"]]
    assert link == f"{PAGE}?after=50"
    gateway.services.more_winners = None
    _page(gateway, [WINNER], path=link)
    asked = [each.query for each in gateway.services.asked if each.path.endswith("/winners")]
    assert [each.get("after") for each in asked] == [None, "50"]


@pytest.mark.parametrize(
    ("role", "led"), [("owner", True), ("manager", True), ("moderator", False), ("analyst", False)]
)
def test_the_contest_page_leads_there_whoever_may_read_people(gateway, role, led):
    gateway.services.add("c-1", state="drawn")
    gateway.services.outcome = {"winners": [WINNER], "alternates_left": 0}
    page = BeautifulSoup(gateway.signed_in(role).get("/en/contests/c-1").text, "html.parser")
    assert bool(page.select(f'a[href="{PAGE}"]')) is led
    assert "example.org" not in page.select_one("#winners").get_text()


@pytest.mark.parametrize(
    ("details_by", "said", "next_act"),
    [
        ("2026-03-30T11:00:00.000Z", "asked until 30 Mar", None),
        ("2026-03-20T11:00:00.000Z", "was asked until 20 Mar", "Write to this winner…"),
    ],
)
def test_who_owes_an_address_has_a_time_and_is_written_to_after_it(
    gateway, details_by, said, next_act
):
    owing = {**WINNER, "parcel": "owed", "details_by": details_by, "actions": ["propose_skip"]}
    page = _page(gateway, [owing])
    row = page.select_one("tbody tr")
    assert said in row.get_text().replace("\N{NO-BREAK SPACE}", " ")
    acts = [each.find(string=True) for each in row.select("a.button")]
    assert acts == ([next_act] if next_act else [])
    assert ("overdue" in row.select_one(".badge").get_text()) is (next_act is not None)
