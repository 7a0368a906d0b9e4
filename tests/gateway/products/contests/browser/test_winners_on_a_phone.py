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
    {"state": "fulfilled", "parcel": "received", "actions": []},
    {
        "state": "notified",
        "parcel": "awaited",
        "until": "2026-03-27T12:06:00.000Z",
        "actions": ["propose_skip"],
    },
    {
        "state": "drawn",
        "parcel": "awaited",
        "unreachable": True,
        "actions": ["propose_skip", "tell"],
    },
    {"state": "fulfilled", "parcel": "sent", "actions": []},
)
NAMES = ("Camille Renaud", "Yanis Belkacem", "Inès Marchand", "Karim Haddad", "Zoé Martin")
GONE = {**WINNER, "state": "skipped", "code": "declined", "parcel": "lost", "actions": []}


@pytest.fixture
def drawn(gateway, page):
    people = [
        {**WINNER, **state, "first_name": name, "place": at, "ref": f"e-4hv9k2m7q1xz000{at}"}
        for at, (name, state) in enumerate(zip(NAMES, STATES, strict=True), start=1)
    ]
    gone = {**GONE, "first_name": "Ana Lopez", "place": 2, "ref": "e-4hv9k2m7q1xz0009"}
    gateway.services.add("c-1", state="drawn")
    gateway.services.winners = [people[0], gone, *people[1:]]
    gateway.services.outcome = {"winners": people, "alternates_left": 0}
    page.set_viewport_size({"width": 360, "height": 740})
    return page


SAID = {
    "en": (
        "5 winners",
        ["To send: Camille Renaud", "To tell another way: Karim Haddad"],
        "I have sent it…",
        "Tell another way…",
        "Write to all…",
    ),
    "fr": (
        "5 gagnants",
        ["À envoyer : Camille Renaud", "À prévenir autrement : Karim Haddad"],
        "Je l’ai envoyé…",
        "Prévenir autrement…",
        "Écrire à tous…",
    ),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_five_winners_and_what_each_needs_stand_in_the_first_screen(address, drawn, language):
    drawn.goto(f"{address}/{language}/contests/c-1/winners")
    title, to_do, *acts = SAID[language]
    expect(drawn.get_by_role("heading", name=title, exact=True)).to_be_in_viewport(ratio=1)
    expect(drawn.locator(".next li")).to_have_text(to_do)
    rows = drawn.get_by_role("row")
    for name in NAMES:
        expect(rows.get_by_role("link", name=name, exact=True)).to_be_in_viewport(ratio=1)
    for act in acts[:-1]:
        expect(rows.get_by_role("link", name=act)).to_be_in_viewport(ratio=1)
    top = [drawn.get_by_role("link", name=each).bounding_box()["y"] for each in acts]
    assert top == sorted(top)


def test_who_was_replaced_is_folded_under_who_holds_the_prize(address, drawn):
    drawn.goto(f"{address}/en/contests/c-1/winners")
    taken = drawn.locator("tr", has=drawn.get_by_role("link", name=NAMES[1])).locator("details")
    expect(taken.get_by_text("Ana Lopez")).not_to_be_visible()
    taken.locator("summary").click()
    expect(taken.get_by_text("Ana Lopez")).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_awaited_answer_is_one_short_line(address, drawn, language):
    drawn.goto(f"{address}/{language}/contests/c-1/winners")
    badges = drawn.locator("tr", has=drawn.get_by_role("link", name=NAMES[2])).locator(".badge")
    shown = [each for each in badges.all() if each.is_visible()]
    assert len(shown) == 1
    assert shown[0].bounding_box()["height"] < 26


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_head_is_one_line_and_the_menu_has_the_account(address, drawn, language):
    drawn.goto(f"{address}/{language}/contests/c-1/winners")
    account = drawn.get_by_role("button", name={"fr": "Se déconnecter", "en": "Sign out"}[language])
    assert drawn.locator("header").bounding_box()["height"] <= 56
    expect(account).not_to_be_visible()
    drawn.get_by_role("button", name="Menu").focus()
    drawn.keyboard.press("Enter")
    expect(account).to_be_visible()
    account.scroll_into_view_if_needed()
    drawn.keyboard.press("Escape")
    expect(account).not_to_be_visible()
    drawn.set_viewport_size({"width": 1280, "height": 740})
    expect(account).to_be_in_viewport(ratio=1)


def test_what_the_list_leaves_out_on_a_phone_stands_on_the_page_of_the_winner(address, drawn):
    drawn.goto(f"{address}/en/contests/c-1/winners")
    expect(drawn.get_by_role("link", name="Verify…")).not_to_be_visible()
    drawn.set_viewport_size({"width": 1280, "height": 740})
    expect(drawn.get_by_role("link", name="Verify…")).to_be_visible()


def test_the_contest_says_how_many_accepted_and_leads_to_them(address, drawn):
    drawn.goto(f"{address}/en/contests/c-1")
    expect(drawn.get_by_role("heading", name="3 winners of 5 accepted.")).to_be_in_viewport(ratio=1)
    expect(drawn.get_by_text("2 winners wait for you.")).to_be_in_viewport(ratio=1)
    lead = drawn.get_by_role("link", name="See the winners")
    expect(lead).to_be_in_viewport(ratio=1)
    lead.click()
    drawn.wait_for_url("**/contests/c-1/winners")
