"""The pages that follow a contest."""

import pytest
from bs4 import BeautifulSoup

from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.figures_view import entries_chart
from shared.errors import FieldError
from tests.gateway.conftest import ORIGIN
from tests.gateway.recorded import COMPLETE

PAGE = "/en/contests/c-1"
ENTRY = {
    "id": "e-1",
    "ref": "e-4hv9k2m7q1xz0001",
    "state": "confirmed",
    "source": "zoe",
    "submitted_at": "2026-03-26T10:58:00.000Z",
    "confirmed_at": None,
    "weight": 3,
    "hints": [],
    "reason": "",
}
FIGURES = {
    "entries": {"submitted": 5, "confirmed": 3},
    "by_hour": [
        {"hour": "2026-03-26T09", "submitted": 4, "confirmed": 3},
        {"hour": "2026-03-26T10", "submitted": 1, "confirmed": 0},
    ],
    "by_source": [
        {"source": "zoe", "submitted": 4, "confirmed": 3, "refused": 1},
        {"source": "", "submitted": 1, "confirmed": 0, "refused": 0},
    ],
    "by_reason": [{"reason": "minor", "count": 1}],
}
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
    "actions": ["verify", "propose_skip"],
}


def _page(gateway, state, path=PAGE, role="owner", **members):
    gateway.services.add("c-1", state=state, **members)
    answer = gateway.signed_in(role).get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("role", ["moderator", "analyst"])
@pytest.mark.parametrize(
    ("state", "frozen", "leads"),
    [("draft", "", 0), ("open", "a" * 64, 1), ("cancelled", "a" * 64, 1), ("cancelled", "", 0)],
)
def test_the_public_page_is_led_to_where_there_is_one(gateway, role, state, frozen, leads):
    page = _page(gateway, state, role=role, rules_hash=frozen)
    assert len(page.select("a[href='/en/w/maison-lumen/c/c-1']")) == leads


def test_the_list_shows_each_contest_with_a_word_for_its_state(gateway):
    gateway.services.add("c-1", state="open")
    gateway.services.add("c-2")
    page = BeautifulSoup(gateway.signed_in().get("/fr/contests").text, "html.parser")
    rows = [row.get_text(" ") for row in page.select("tbody tr")]
    assert "Un week-end à Arles pour deux" in rows[0]
    assert "Ouvert" in rows[0]
    assert "Nouveau concours" in rows[1]
    assert "Brouillon" in rows[1]


def test_nothing_yet_is_not_nothing_found(gateway):
    browser = gateway.signed_in()
    assert "Nothing yet" in browser.get("/en/contests").text
    assert "Nothing found" in browser.get("/en/contests?state=sealed").text


def test_who_may_only_read_is_offered_nothing_to_change(gateway):
    gateway.services.entries = [ENTRY]
    page = _page(gateway, "open", role="analyst")
    assert not page.select('a[href*="/exclude"]')
    assert not page.select('a[href$="/amend"], a[href$="/cancel"]')


def test_the_timeline_says_what_is_done_and_what_comes_next(gateway):
    steps = _page(gateway, "open").select(".timeline li")
    assert len(steps) == 7
    assert "done" in steps[0]["class"]
    assert steps[1]["aria-current"] == "step"
    assert "29\u00a0Mar" in steps[1].get_text()


@pytest.mark.parametrize(
    ("state", "done"), [("open", 1), ("closed", 1), ("sealed", 3), ("drawn", 4), ("settled", 4)]
)
def test_the_draw_has_four_steps_that_go_by_themselves(gateway, state, done):
    gateway.services.outcome = {"winners": [], "alternates_left": 0}
    steps = _page(gateway, state).select(".steps > li")
    assert len(steps) == 4
    assert sum("done" in step["class"] for step in steps) == done


def test_the_draw_says_what_it_proves_and_what_it_does_not(gateway):
    gateway.services.outcome = {"winners": [], "alternates_left": 0}
    text = _page(gateway, "drawn").select_one(".steps").get_text(" ")
    assert text.count("Proves that") == 4
    assert text.count("Does not prove") == 3


def test_a_test_beacon_is_told(gateway):
    assert "no public proof" in _page(gateway, "open", test_beacon=True).get_text()


def test_entries_are_shown_by_ref_with_their_state_in_words(gateway):
    gateway.services.entries = [
        ENTRY,
        {**ENTRY, "id": "e-2", "state": "excluded", "reason": "fraud"},
    ]
    rows = _page(gateway, "open").select("#entries tbody tr")
    assert "Confirmed" in rows[0].get_text()
    assert rows[0].select_one('a[href*="/entries/e-1/exclude"]')
    assert "Excluded, fraud" in rows[1].get_text()
    assert rows[1].select_one('a[href*="/entries/e-2/reinstate"]')


def test_only_a_confirmed_entry_can_be_excluded(gateway):
    states = ("unconfirmed", "confirmed", "withdrawn", "lapsed")
    gateway.services.entries = [{**ENTRY, "id": state, "state": state} for state in states]
    links = _page(gateway, "open").select('#entries a[href*="/exclude"]')
    assert [link["href"].partition("?")[0] for link in links] == [
        f"{PAGE}/entries/confirmed/exclude"
    ]


def test_the_filter_of_entries_stands_in_the_address(gateway):
    gateway.services.entries = [ENTRY]
    page = _page(gateway, "open", f"{PAGE}?entries=excluded")
    assert page.select("#entries tbody tr") == []
    assert "No entry is in this state" in page.get_text()
    query = next(each.query for each in gateway.services.asked if each.path.endswith("/overview"))
    assert query["state"] == "excluded"


def test_once_the_list_is_sealed_no_entry_can_be_excluded(gateway):
    gateway.services.entries = [ENTRY]
    assert not _page(gateway, "sealed").select('a[href*="/exclude"]')


def test_figures_stand_in_a_picture_and_in_a_table_that_agree(gateway):
    gateway.services.figures = FIGURES
    page = _page(gateway, "open")
    picture = page.select_one("svg.chart")
    assert picture.find("title")
    assert picture.find("desc")
    assert len(picture.select('rect[fill="var(--accent)"]')) == 1
    assert len(picture.select('rect[fill="url(#hatch)"][stroke]')) == 2
    hours = page.select("#figures table")[0]
    assert [cell.get_text() for cell in hours.select("td")] == ["4", "3", "1", "0"]


def test_sources_without_a_line_of_their_own_are_one_line(gateway):
    others = {"submitted": 7, "confirmed": 2, "refused": 1}
    gateway.services.figures = {**FIGURES, "other_sources": others}
    sources = _page(gateway, "open").select("#figures table")[1]
    assert sources.select("tbody th")[-1].get_text() == "Other sources"
    assert [cell.get_text() for cell in sources.select("td")[-3:]] == ["7", "2", "1"]


def test_the_page_stands_without_insights(gateway):
    assert "do not answer right now" in _page(gateway, "open").select_one("#figures").get_text()


def test_heights_of_bars_add_up_to_what_was_submitted():
    drawn = entries_chart([{"hour": "h", "submitted": 60, "confirmed": 45}])
    bar = drawn.bars[0]
    assert bar.solid / (bar.solid + bar.rest) == pytest.approx(0.75, abs=0.01)
    assert drawn.lines[-1][1] == "60"
    assert entries_chart([]) is None


def test_winners_are_shown_with_what_to_do(gateway):
    gone = {**WINNER, "place": 2, "state": "skipped", "code": "declined", "actions": []}
    gateway.services.outcome = {"winners": [WINNER, gone], "alternates_left": 4}
    rows = _page(gateway, "drawn").select("#winners tbody tr")
    assert "Accepted" in rows[0].get_text()
    assert rows[0].select_one('a[href$="/verify"]')
    assert "Skipped, declined" in rows[1].get_text()
    assert not rows[1].select("a")


def test_a_skip_waits_for_somebody_until_it_is_done(gateway):
    skip = {"code": "fraud", "until": None}
    gone = {**WINNER, "place": 2, "state": "skipped", "code": "fraud", "skip": skip}
    gateway.services.outcome = {"winners": [{**WINNER, "skip": skip}, gone], "alternates_left": 4}
    rows = _page(gateway, "drawn").select("#winners tbody tr")
    assert ["a second person decides" in each.get_text() for each in rows] == [True, False]


@pytest.mark.parametrize(
    ("actions", "offered"),
    [
        ([], []),
        (["verify", "propose_skip"], ["verify", "skip"]),
        (["fulfil", "approve_skip", "replace_skip", "keep"], ["fulfil", "skip", "keep"]),
        (["keep", "tell", "something_later"], ["keep", "told"]),
    ],
)
def test_what_the_service_answers_may_be_done_is_offered_and_nothing_else(
    gateway, actions, offered
):
    winners = [{**WINNER, "actions": actions}]
    gateway.services.outcome = {"winners": winners, "alternates_left": 4}
    links = _page(gateway, "drawn").select("#winners tbody a")
    assert [link["href"].rpartition("/")[2] for link in links] == offered


def test_a_late_beacon_offers_to_paste_the_signature(gateway):
    assert "Paste the signature" not in _page(gateway, "sealed").get_text()
    assert _page(gateway, "sealed", beacon_late=True).select_one('a[href$="/beacon"]')


def test_a_late_beacon_is_told_to_who_may_not_paste_it(gateway):
    page = _page(gateway, "sealed", role="analyst", beacon_late=True)
    assert "has not come" in page.get_text()
    assert not page.select_one('a[href$="/beacon"]')


def test_a_page_is_one_call_to_contests_and_one_to_insights(gateway):
    gateway.services.figures = FIGURES
    gateway.services.outcome = {"winners": [WINNER], "alternates_left": 4}
    _page(gateway, "drawn")
    assert sorted((each.service, each.path) for each in gateway.services.asked) == [
        ("contests", "/contests/c-1/overview"),
        ("insights", "/contests/c-1/figures"),
    ]


@pytest.mark.parametrize(
    "path", ["/cancel", "/amend", "/entries/e-1/exclude", "/winners/e-000001/skip"]
)
def test_the_page_of_an_act_is_one_call_and_the_act_another(gateway, path):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    browser.get(f"{PAGE}{path}")
    assert [each.method for each in gateway.services.asked] == ["GET"]
    page = BeautifulSoup(browser.get(f"{PAGE}{path}").text, "html.parser")
    hidden = {each["name"]: each["value"] for each in page.select("main input[type=hidden]")}
    form = {"reason": "Rain.", "after": "2026-04-05T18:00", "action": "amend",
            "code": "not_eligible", "evidence_hash": "a" * 64}  # fmt: skip
    gateway.services.asked.clear()
    browser.client.post(f"{PAGE}{path}", base_url=ORIGIN, data={**hidden, **form},
                        headers={"Origin": ORIGIN})  # fmt: skip
    assert [each.method for each in gateway.services.asked] == ["POST"]


ACTS = [
    (f"{PAGE}/cancel", {"reason": "The partner left."}, "/contests/c-1/cancel",
     {"reason": "The partner left."}),
    (f"{PAGE}/entries/e-1/exclude", {"reason": "fraud", "note": "x"},
     "/contests/c-1/entries/e-1/exclude", {"reason": "fraud", "note": "x"}),
    (f"{PAGE}/entries/e-1/reinstate", {}, "/contests/c-1/entries/e-1/reinstate", {}),
    (f"{PAGE}/beacon", {"signature": " AB cd\n"}, "/contests/c-1/beacon", {"signature": "abcd"}),
    (f"{PAGE}/winners/e-000001/verify", {}, "/contests/c-1/winners/e-000001/verify", {}),
    (f"{PAGE}/winners/e-000001/keep", {}, "/contests/c-1/winners/e-000001/keep", {}),
    (f"{PAGE}/winners/e-000001/skip", {"code": "not_eligible", "evidence_hash": "A" * 64},
     "/contests/c-1/winners/e-000001/skip", {"code": "not_eligible", "evidence_hash": "a" * 64}),
    (f"{PAGE}/amend", {"field": "closes_at", "after": "2026-04-05T18:00", "reason": "Rain.",
     "zone": "Europe/Paris", "action": "amend"}, "/contests/c-1/amendments",
     {"field": "closes_at", "after": "2026-04-05T16:00:00.000Z", "reason": "Rain."}),
    (f"{PAGE}/amend", {"field": "answer_within", "after.number": "9", "after.unit": "day",
     "reason": "Rain.", "action": "amend"}, "/contests/c-1/amendments",
     {"field": "answer_within", "after": 777600, "reason": "Rain."}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "form", "asked", "body"), ACTS)
def test_an_act_says_what_it_does_then_does_it(gateway, path, form, asked, body):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    assert browser.get(path).status_code == 200
    answer = browser.post(path, form)
    assert answer.status_code == 303
    assert answer.location.startswith(PAGE)
    question = gateway.services.asked[-1]
    assert (question.method, question.path, question.body) == ("POST", asked, body)


def test_the_hash_of_a_chosen_file_is_the_evidence(gateway):
    import hashlib
    from io import BytesIO

    gateway.services.add("c-1", state="drawn")
    form = {"code": "not_eligible", "evidence": (BytesIO(b"a letter"), "letter.pdf")}
    gateway.signed_in().post(f"{PAGE}/winners/e-000001/skip", form)
    sent = gateway.services.asked[-1].body["evidence_hash"]
    assert sent == hashlib.sha256(b"a letter").hexdigest()


def test_a_refused_act_is_told_on_its_page_with_what_was_typed(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    real = gateway.services.ask

    def refuse(question):
        if question.method == "POST":
            raise ServiceProblem(422, "amendment_refused", [FieldError("after", "earlier")])
        return real(question)

    gateway.services.ask = refuse
    form = {"field": "closes_at", "after": "2026-03-27T18:00", "reason": "Rain.", "action": "amend",
            "zone": "Europe/Paris"}  # fmt: skip
    answer = browser.post(f"{PAGE}/amend", form)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "only moves later" in page.find(id="after-error").get_text()
    assert page.find(id="after")["value"] == "2026-03-27T18:00"
    assert "Rain." in page.find(id="reason").get_text()


def test_an_amendment_names_the_version_that_its_page_showed(gateway):
    gateway.services.add("c-1", state="open", version=6)
    browser = gateway.signed_in()
    page = BeautifulSoup(browser.get(f"{PAGE}/amend").text, "html.parser")
    form = {"field": "alternates", "after": "9", "reason": "More.", "action": "amend",
            "version": page.find(attrs={"name": "version"})["value"]}  # fmt: skip
    browser.post(f"{PAGE}/amend", form)
    assert gateway.services.asked[-1].headers["If-Match"] == '"6"'


def test_choosing_another_setting_to_amend_shows_the_value_in_force(gateway):
    amended = [{"field": "alternates", "before": 5, "after": 8, "reason": "More."}]
    gateway.services.add("c-1", state="open", amendments=amended)
    gateway.services.contests["c-1"]["settings"]["alternates"] = 8
    browser = gateway.signed_in()
    answer = browser.post(f"{PAGE}/amend", {"field": "alternates", "action": "choose"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.find(id="after")["value"] == "8"
    assert "In force: 8" in page.get_text()


def test_of_an_hour_that_comes_twice_an_amendment_takes_the_one_that_was_chosen(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    form = {"field": "closes_at", "after": "2026-10-25T02:30", "reason": "x", "action": "amend",
            "zone": "Europe/Paris"}  # fmt: skip
    page = BeautifulSoup(browser.post(f"{PAGE}/amend", form).text, "html.parser")
    assert "comes twice" in page.select_one(".summary a[href='#after']").get_text()
    assert len(page.find("select", id="after.fold").select("option")) == 2
    browser.post(f"{PAGE}/amend", {**form, "after.fold": "1"})
    assert gateway.services.asked[-1].body["after"] == "2026-10-25T01:30:00.000Z"


@pytest.mark.parametrize(
    "field", ["data.opt_in_text.{language}", "prizes", "mechanic.code", "odds"]
)
def test_a_setting_that_the_page_has_no_box_for_is_not_asked(gateway, field):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    assert browser.get(f"{PAGE}/amend?field={field}").status_code == 200
    form = {"field": field, "after": "x", "reason": "x", "action": "amend", "zone": "UTC"}
    assert browser.post(f"{PAGE}/amend", form).status_code in (303, 422)


def test_an_amendment_says_how_many_get_its_mail(gateway):
    page = _page(gateway, "open", f"{PAGE}/amend")
    assert "2,370 people are told by mail" in page.get_text()


def test_a_date_is_amended_from_the_one_in_force_to_the_millisecond(gateway):
    gateway.services.add("c-1", state="open")
    settings = gateway.services.contests["c-1"]["settings"]
    settings["closes_at"] = "2026-10-25T01:30:00.250Z"
    browser = gateway.signed_in()
    shown = BeautifulSoup(browser.get(f"{PAGE}/amend").text, "html.parser")
    said = {name: shown.find(attrs={"name": name})["value"] for name in ("zone", "before")}
    form = {"field": "closes_at", "after": "2026-10-25T02:30", "reason": "x", "action": "amend"}
    browser.post(f"{PAGE}/amend", {**form, **said})
    assert gateway.services.asked[-1].body["after"] == "2026-10-25T01:30:00.250Z"


def test_titles_of_people_are_never_taken_for_markup(gateway):
    texts = {"en": {"title": "<script>alert(1)</script>"}}
    gateway.services.add("c-1", state="open", texts=texts)
    answer = gateway.signed_in().get(PAGE)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


@pytest.mark.parametrize("state", ["cancelled", "sealed"])
def test_a_contest_that_is_over_speaks_of_no_entry_to_come(gateway, state):
    gateway.services.figures = {}
    page = _page(gateway, state)
    said = " ".join(page.find("main").get_text(" ").split())
    assert "Nobody entered." in said
    assert "No entry yet" not in said
    assert "Await their mail" not in said
    assert ("there is no draw" in said) == (state == "cancelled")
    assert ("no one can choose the result" in said) == (state != "cancelled")


def test_the_reason_of_an_exclusion_is_chosen_by_nobody_before(gateway):
    gateway.services.add("c-1", state="open")
    page = BeautifulSoup(gateway.signed_in().get(f"{PAGE}/entries/e-1/exclude").text, "html.parser")
    assert page.select_one("#reason option")["value"] == ""
    assert not page.select("#reason option[selected]:not([value=''])")


def test_the_note_of_an_exclusion_stands_beside_the_entry(gateway):
    left_out = {**ENTRY, "state": "excluded", "reason": "fraud", "note": "Seen twice in Arles."}
    gateway.services.entries = [left_out]
    row = _page(gateway, "open").select_one("#entries tbody tr")
    assert "Seen twice in Arles." in row.get_text()


def test_what_opens_later_says_when_and_not_that_it_is_open(gateway):
    later = {**COMPLETE, "opens_at": "2026-03-27T08:00:00.000Z"}
    page = _page(gateway, "open", "/fr/contests/c-1", settings=later)
    assert page.select_one(".page-head .badge").get_text() == "Ouvre le 27\xa0mars, 9\xa0h\xa000"
    listed = gateway.signed_in().get("/en/contests").text
    assert "Opens on 27\xa0Mar, 09:00" in listed
    gateway.clock.advance(days=1)
    assert "Open to entries" in gateway.signed_in().get("/en/contests").text


def test_entries_that_were_never_confirmed_are_awaited_no_more(gateway):
    gateway.services.outcome = {"winners": [], "alternates_left": 0}
    gateway.services.entries = [{**ENTRY, "state": "unconfirmed"}]
    page = _page(gateway, "drawn", "/fr/contests/c-1")
    text = page.select_one("main").get_text(" ")
    assert "Attend" not in text
    assert "Jamais confirmées" in page.select_one(".facts").get_text()
    assert page.select_one("#entries tbody .badge").get_text() == "Jamais confirmée"
    assert "Jamais confirmée" in page.select_one("#entries .filters").get_text()
