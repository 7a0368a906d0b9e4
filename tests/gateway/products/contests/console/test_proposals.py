"""What two of the team decide about a winner: read before it is decided."""

import pytest
from bs4 import BeautifulSoup

REF = "e-4hv9k2m7q1xz0001"
SKIP = f"/en/contests/c-1/winners/{REF}/skip"
TOLD = f"/en/contests/c-1/winners/{REF}/told"
KEEP = f"/en/contests/c-1/winners/{REF}/keep"
HASH = "ab" * 32
MADE = {
    "code": "rules_breach",
    "evidence_hash": HASH,
    "by": "a-9",
    "at": "2026-03-26T10:58:00.000Z",
    "mark": "m-1",
}


def _winner(gateway, **members):
    row = {
        "place": 1,
        "ref": REF,
        "prize": "A lamp",
        "prize_index": 0,
        "state": "accepted",
        "code": "",
        "skip": None,
        "told": None,
        "objection_until": None,
        **members,
    }
    gateway.services.add("c-1", state="drawn")
    gateway.services.outcome = {"winners": [row], "alternates_left": 4}
    return gateway.signed_in()


def _page(browser, path):
    return BeautifulSoup(browser.get(path).text, "html.parser").main


def _buttons(page):
    return [button.get_text(strip=True) for button in page.select("button[type=submit]")]


def _seen(page):
    return [field["value"] for field in page.select("input[name=seen]")]


@pytest.mark.parametrize(
    ("actions", "made", "head", "buttons"),
    [
        (["propose_skip"], None, "Skip this winner?", ["Propose to skip the winner"]),
        (["approve_skip", "replace_skip", "keep"], MADE, "Approve the skip of this winner?",
         ["Approve the skip", "Replace the proposal"]),
        (["replace_skip", "keep"], MADE, "Propose something else?", ["Replace your proposal"]),
        (["keep"], {**MADE, "approved_by": "a-8"}, "This winner is being skipped", []),
    ],
)  # fmt: skip
def test_a_skip_reads_differently_before_and_after_each_decision(
    gateway, actions, made, head, buttons
):
    page = _page(_winner(gateway, actions=actions, skip=made), SKIP)
    assert page.h1.get_text(strip=True) == head
    assert _buttons(page) == buttons
    assert _seen(page) == ([made["mark"]] if made else [""])


def test_who_proposed_why_on_what_evidence_and_until_when_is_read(gateway):
    made = {**MADE, "approved_by": "a-8"}
    until = "2026-03-29T10:58:00.000Z"
    browser = _winner(gateway, actions=["keep"], skip=made, objection_until=until)
    for path in (SKIP, KEEP):
        lines = _page(browser, path).select_one("dl.lines").get_text(" ", strip=True)
        assert all(said in lines for said in ("rules not kept", HASH, "a former colleague"))
        assert "The winner may object until" in lines


def test_before_the_winner_was_told_no_end_of_their_time_is_named(gateway):
    page = _page(_winner(gateway, actions=["approve_skip", "replace_skip"], skip=MADE), SKIP)
    assert "The winner may object until" not in page.get_text()


@pytest.mark.parametrize(("action", "approve"), [("approve", True), ("replace", False)])
def test_what_is_meant_goes_with_what_was_read(gateway, action, approve):
    browser = _winner(gateway, actions=["approve_skip", "replace_skip"], skip=MADE)
    form = {"code": "rules_breach", "evidence_hash": HASH, "seen": "m-1", "action": action}
    assert browser.post(SKIP, form).status_code == 303
    assert gateway.services.asked[-1].body == {
        "code": "rules_breach",
        "evidence_hash": HASH,
        "seen": "m-1",
        "approve": approve,
    }


def test_a_winner_whom_no_mail_reaches_is_told_otherwise_by_two(gateway):
    told = {"about": "prize", "evidence_hash": HASH, "by": "a-9", "at": MADE["at"], "mark": "m-2"}
    browser = _winner(gateway, actions=["approve_told", "replace_told"], told=told)
    page = _page(browser, TOLD)
    assert _buttons(page) == ["Approve that they were told", "Replace the proposal"]
    form = {"evidence_hash": HASH, "seen": "m-2", "action": "approve"}
    assert browser.post(TOLD, form).status_code == 303
    asked = gateway.services.asked[-1]
    assert (asked.path, asked.body) == (
        f"/contests/c-1/winners/{REF}/told",
        {"evidence_hash": HASH, "seen": "m-2", "approve": True},
    )


def test_what_was_said_of_a_skip_taken_back_does_not_stand_for_the_prize(gateway):
    told = {"about": "skip", "evidence_hash": HASH, "by": "a-9", "at": MADE["at"], "mark": "m-3"}
    browser = _winner(gateway, actions=["tell"], told={**told, "approved_by": "a-8"}, owed="prize")
    page = _page(browser, TOLD)
    assert (_seen(page), page.select("dl.lines")) == ([""], [])


def test_whoever_keeps_a_winner_says_which_skip_they_read(gateway):
    browser = _winner(gateway, actions=["keep"], skip=MADE)
    assert _seen(_page(browser, KEEP)) == ["m-1"]
    assert browser.post(KEEP, {"seen": "m-1"}).status_code == 303
    assert gateway.services.asked[-1].body == {"seen": "m-1"}


@pytest.mark.parametrize(
    ("state", "parcel", "head"),
    [
        ("fulfilled", "received", "This winner has the prize"),
        ("verified", "sent", "The prize of this winner has left"),
        ("skipped", "lost", "This winner has lost the prize already"),
        ("accepted", "ready", "This winner cannot be skipped now"),
    ],
)
def test_of_who_cannot_be_skipped_the_page_says_why(gateway, state, parcel, head):
    page = _page(_winner(gateway, actions=[], state=state, parcel=parcel), SKIP)
    assert page.h1.get_text(strip=True) == head
    assert "being skipped" not in page.get_text()
    assert _buttons(page) == []


def test_no_reason_is_chosen_for_whoever_proposes(gateway):
    page = _page(_winner(gateway, actions=["propose_skip"]), SKIP)
    assert not page.select("select[name=code] option[selected]:not([value=''])")
    assert page.select_one("select[name=code] option").get_text() == "Choose the reason"


def test_without_reason_or_evidence_both_are_named_with_what_to_do(gateway):
    browser = _winner(gateway, actions=["propose_skip"])
    answer = browser.post(SKIP, {"code": "", "evidence_hash": "", "seen": ""})
    assert answer.status_code == 422
    said = BeautifulSoup(answer.text, "html.parser").select_one("[role=alert]").get_text()
    assert "Choose the reason." in said
    assert "Choose the file of the evidence, or paste its hash." in said
    assert "Hash of the evidence" not in said
    assert not [each for each in gateway.services.asked if each.method == "POST"]


def test_the_second_person_reads_why_their_own_file_is_asked(gateway):
    made = {name: value for name, value in MADE.items() if name != "evidence_hash"}
    page = _page(_winner(gateway, actions=["approve_skip"], skip=made), SKIP)
    assert "Hash of the evidence" not in page.select_one("dl.lines").get_text()
    assert page.select_one("input[name=evidence_hash]")["value"] == ""
    assert "Ask your colleague for the file" in page.get_text()


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        (SKIP, {"code": "rules_breach", "evidence_hash": HASH, "seen": ""},
         "Done: the skip is proposed. A second person decides."),
        (SKIP, {"code": "rules_breach", "evidence_hash": HASH, "seen": "m", "action": "approve"},
         "Done: the skip is decided by two. The winner is told by mail."),
        (KEEP, {"seen": "m"}, "Done: the skip is taken back, the winner keeps the prize."),
    ],
)  # fmt: skip
def test_what_was_decided_is_said_on_the_page_of_winners(gateway, path, form, said):
    browser = _winner(gateway, actions=[], skip=MADE)
    landed = browser.post(path, form).headers["Location"]
    assert landed.startswith("/en/contests/c-1/winners?")
    assert _page(browser, landed).select_one("[role=status]").get_text(strip=True) == said
    assert not _page(browser, "/en/contests/c-1/winners").select("[role=status]")
