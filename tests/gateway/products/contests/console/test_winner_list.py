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
HOME = {"name": "Zoé Roux", "line": "1 rue Basse", "more": "", "postcode": "69001",
        "city": "Lyon", "country": "FR", "phone": ""}  # fmt: skip
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
    (holder,) = page.select("tbody tr")
    before = holder.select_one("details").extract()
    assert "Zoé" in holder.get_text()
    assert "was an alternate" in holder.get_text()
    assert "Ana" not in holder.get_text()
    assert before.select_one("summary").get_text() == "replaces 1 skipped person"
    assert "Ana" in before.get_text()
    assert "no answer in time" in before.get_text()


def _waiting(count):
    """Return as many winners whose parcel is to be sent."""
    return [
        {**WINNER, "place": at, "ref": f"e-4hv9k2m7q1xz000{at}", "first_name": f"Zoé {at}",
         "parcel": "ready", "actions": ["send"]}
        for at in range(1, count + 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "named", "more"), [(3, 3, None), (4, 3, "and 1 other"), (7, 3, "and 4 others")]
)
def test_whoever_waits_is_named_with_what_they_need_and_leads_to_it(gateway, count, named, more):
    page = _page(gateway, _waiting(count))
    names = [f"Zoé {at}" for at in range(1, named + 1)]
    assert page.select_one(".next li").get_text().startswith("To send: Zoé 1")
    links = page.select(".next li a")
    assert [each.get_text() for each in links] == names + ([more] if more else [])
    assert links[0]["href"] == f"{PAGE}/e-4hv9k2m7q1xz0001/send"
    if more:
        assert page.select_one(links[-1]["href"]).select_one("th").get_text() == "4"


def test_every_kind_of_thing_to_do_is_named_however_many_there_are_of_another(gateway):
    lost = {**WINNER, "place": 8, "first_name": "Karim", "unreachable": True, "parcel": "awaited",
            "actions": ["propose_skip", "tell"]}  # fmt: skip
    page = _page(gateway, [*_waiting(7), lost])
    said = [each.get_text() for each in page.select(".next li")]
    assert said == ["To send: Zoé 1, Zoé 2, Zoé 3 and 4 others", "To tell another way: Karim"]


def test_how_many_won_is_the_title_and_no_badge_repeats_it(gateway):
    page = _page(gateway, [*_waiting(4), {**GONE, "place": 5, "parcel": "lost"}])
    assert page.h1.get_text() == "4 winners"
    assert not page.select(".page-head .badge")
    assert page.select_one(".crumbs a").get_text() == "Contest: A weekend in Arles for two"


@pytest.mark.parametrize(
    ("after", "said"), [(None, "Nothing to do now."), ("50", "Nothing to do for these places.")]
)
def test_where_nobody_waits_it_is_said_of_the_places_that_are_shown(gateway, after, said):
    gateway.services.more_winners = after
    page = _page(gateway, [{**WINNER, "parcel": "received", "actions": []}])
    assert page.select_one("p.next").get_text() == said


def test_by_when_an_answer_is_awaited_is_one_badge_on_a_phone(gateway):
    told = {"state": "notified", "parcel": "awaited", "until": "2026-03-27T12:06:00.000Z"}
    row = _page(gateway, [{**WINNER, **told, "actions": []}]).select_one("tbody tr")
    assert "Answer by 27" in row.select_one(".brief .badge").get_text()
    # A wide table has a column for the state and another for its end.
    assert row.select_one(".further .badge").get_text() == "Awaiting the answer"
    assert "answers by 27" in row.select("td")[2].get_text()


def _brief_of(gateway, **known):
    row = _page(gateway, [{**WINNER, "actions": [], **known}]).select_one("tbody tr")
    return row.select_one(".brief .badge").get_text()


def test_a_skip_that_waits_is_what_a_phone_says_of_a_winner(gateway):
    told = {"state": "notified", "parcel": "awaited", "skip": {"code": "fraud"}}
    assert _brief_of(gateway, **told, until="2026-03-27T12:06:00.000Z") == "Skip proposed"


def test_by_when_one_may_object_is_no_deadline_of_an_answer(gateway):
    until = "2026-03-27T12:06:00.000Z"
    told = {"state": "notified", "parcel": "awaited", "skip": {"code": "fraud"}}
    said = _brief_of(gateway, **told, until=until, objection_until=until)
    assert said.startswith("Objection by 27")


@pytest.mark.parametrize(
    ("asked", "address", "said"),
    [(True, None, "Address by"), (True, HOME, "Details by"), (False, None, "Details by")],
)
def test_what_is_awaited_of_a_winner_has_its_name(gateway, asked, address, said):
    until = "2036-03-27T12:06:00.000Z"
    owed = {"state": "accepted", "parcel": "owed", "until": until, "details_by": until}
    ask = {"address": asked, "question": {"fr": "Taille ?", "en": "Size?"}, "options": []}
    assert _brief_of(gateway, **owed, ask=ask, address=address).startswith(said)


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


SENT = {
    **WINNER,
    "state": "verified",
    "parcel": "sent",
    "actions": ["correct_sending"],
    "sending": {"at": "2026-03-24T10:00:00.000Z", "by": "a", "carrier": "UPS", "tracking": ""},
    "received": False,
}


def test_a_parcel_on_its_way_says_when_it_counts_as_received(gateway):
    page = _page(gateway, [{**SENT, "counts_at": "2026-04-23T10:00:00.000Z"}])
    (row,) = page.select("tbody tr")
    assert "On its way" in row.get_text()
    assert "counts as received on" in row.get_text()


def test_who_says_that_something_is_missing_is_to_be_written_to(gateway):
    missing = {**SENT, "parcel": "missing", "missing_at": "2026-04-02T10:00:00.000Z"}
    page = _page(gateway, [missing])
    (row,) = page.select("tbody tr")
    assert "Reported missing" in row.get_text()
    assert "Write to this winner…" in row.get_text()
    assert "Correct the sending…" in row.get_text()


def test_what_counts_as_received_without_a_word_is_not_said_to_be_in_somebodys_hands(gateway):
    page = _page(gateway, [{**SENT, "state": "fulfilled", "parcel": "received", "actions": []}])
    (row,) = page.select("tbody tr")
    assert "Counts as received" in row.get_text()
    assert "In the winner's hands" not in row.get_text()


SKIP = {"code": "not_eligible", "evidence_hash": "ab" * 32, "by": "a-1",
        "at": "2026-03-23T12:00:00.000Z", "mark": "m"}  # fmt: skip
PROPOSED = {**WINNER, "parcel": "owed", "skip": SKIP}
DECIDED = {
    **PROPOSED,
    "parcel": "held",
    "skip": {**SKIP, "approved_by": "a-2"},
    "announced_at": "2026-03-23T13:00:00.000Z",
    "objection_until": "2026-03-26T13:00:00.000Z",
    "until": "2026-03-26T13:00:00.000Z",
    "actions": ["keep"],
}


def test_a_skip_that_waits_for_the_second_person_says_so(gateway):
    said = _page(gateway, [PROPOSED]).select_one("tbody tr").get_text()
    assert "a skip is proposed: a second person decides" in said
    assert "Accepted" in said


def test_a_skip_that_two_decided_says_when_the_prize_is_lost(gateway):
    row = _page(gateway, [DECIDED]).select_one("tbody tr")
    assert "decided by two: the prize is lost on 26\u00a0Mar" in row.get_text()
    assert "second person" not in row.get_text()
    assert row.select_one(".further .badge").get_text() == "Being skipped"
    assert "Accepted" not in row.get_text()


def test_what_was_decided_stays_only_until_the_prize_is_lost(gateway):
    lost = {**DECIDED, "state": "skipped", "code": "withdrawn", "parcel": "lost", "actions": []}
    row = _page(gateway, [lost]).select_one("tbody tr")
    assert "decided by two" not in row.get_text()
    assert "Objection" not in row.get_text()
    assert "Skipped, withdrawn" in row.get_text()


def test_the_page_of_a_winner_tells_who_decided_what_about_a_skip(gateway):
    moments = {"given_at": None, "drawn_at": "2026-03-23T11:00:00.000Z", "answered_at": None,
               "verified_at": None, "fulfilled_at": None, "skipped_at": None, "sending": None,
               "received": False, "address": None, "choice": None}  # fmt: skip
    at = "2026-03-24T13:00:00.000Z"
    steps = [
        {"did": did, "code": "not_eligible", "by": "a-1", "at": at}
        for did in ("propose", "replace", "approve", "keep")
    ]
    path = f"{PAGE}/{WINNER['ref']}"
    page = _page(gateway, [{**WINNER, **moments, "skip_steps": steps}], path=path)
    said = page.select_one("[aria-labelledby=history-title]").get_text()
    for each in ("proposed by", "proposed anew by", "approved by", "taken back by"):
        assert f"Skip {each} a former colleague" in said
    page = _page(gateway, [{**DECIDED, **moments}], path=path)
    said = page.select_one("[aria-labelledby=history-title]").get_text()
    assert "Skip proposed by" in said
    assert "Skip approved by" in said


@pytest.mark.parametrize(("state", "told"), [("drawn", True), ("settled", False)])
def test_of_a_prize_that_nobody_holds_any_more_the_team_is_told(gateway, state, told):
    gone = {**GONE, "place": 4, "code": "withdrawn", "parcel": "lost"}
    promoted = {**WINNER, "promoted": True, "actions": []}
    gateway.services.winners = [GONE, promoted, gone]
    gateway.services.outcome = {"winners": gateway.services.winners, "alternates_left": 0}
    gateway.services.add("c-1", state=state)
    browser = gateway.signed_in("manager")
    for path in (PAGE, "/en/contests/c-1"):
        said = BeautifulSoup(browser.get(path).text, "html.parser").get_text()
        assert ("Nobody holds this prize any more: A lamp (place 4)." in said) == told
        assert "(place 1)" not in said
