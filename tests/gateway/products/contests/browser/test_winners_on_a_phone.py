"""The first screen of a phone says who won, and what is to be done next."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WINNER = {
    "prize": "A lamp",
    "prize_index": 0,
    "code": "",
    "promoted": False,
    "answer_by": None,
    "skip": None,
    "email": "someone@example.org",
    "language": "en",
}
STATES = (
    {"state": "accepted", "parcel": "ready", "actions": ["send", "verify", "propose_skip"]},
    {"state": "notified", "parcel": "awaited", "actions": ["propose_skip"]},
    {"state": "fulfilled", "parcel": "received", "actions": []},
    {
        "state": "drawn",
        "parcel": "awaited",
        "unreachable": True,
        "actions": ["propose_skip", "tell"],
    },
)
NAMES = ("Camille", "Yanis", "Inès", "Karim")


@pytest.fixture
def drawn(gateway, page):
    people = [
        {**WINNER, **state, "first_name": name, "place": at, "ref": f"e-4hv9k2m7q1xz000{at}"}
        for at, (name, state) in enumerate(zip(NAMES, STATES, strict=True), start=1)
    ]
    gateway.services.add("c-1", state="drawn")
    gateway.services.winners = people
    gateway.services.outcome = {"winners": people, "alternates_left": 0}
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def test_winners_and_the_next_act_stand_before_anything_else(address, drawn):
    drawn.goto(f"{address}/en/contests/c-1/winners")
    for name in NAMES:
        expect(drawn.get_by_role("link", name=name, exact=True)).to_be_in_viewport(ratio=1)
    expect(drawn.get_by_text("2 winners wait for you.")).to_be_in_viewport(ratio=1)
    for act in ("Note the sending…", "Told otherwise…"):
        expect(drawn.get_by_role("link", name=act)).to_be_in_viewport(ratio=1)
    expect(drawn.get_by_role("link", name="Write to all…")).not_to_be_in_viewport()


def test_what_the_list_leaves_out_on_a_phone_stands_on_the_page_of_the_winner(address, drawn):
    drawn.goto(f"{address}/en/contests/c-1/winners")
    expect(drawn.get_by_role("link", name="Verify…")).not_to_be_visible()
    drawn.set_viewport_size({"width": 1280, "height": 740})
    expect(drawn.get_by_role("link", name="Verify…")).to_be_visible()


def test_the_contest_says_how_many_accepted_and_leads_to_them(address, drawn):
    drawn.goto(f"{address}/en/contests/c-1")
    expect(drawn.get_by_role("heading", name="2 winners of 4 accepted.")).to_be_in_viewport(ratio=1)
    expect(drawn.get_by_text("2 winners wait for you.")).to_be_in_viewport(ratio=1)
    lead = drawn.get_by_role("link", name="See the winners")
    expect(lead).to_be_in_viewport(ratio=1)
    lead.click()
    drawn.wait_for_url("**/contests/c-1/winners")
