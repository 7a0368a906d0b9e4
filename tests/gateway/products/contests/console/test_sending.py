"""A prize to the door, at the console: what it asks, where it goes, how; one manager at a time."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from services.contests.domain.contest import Contest
from services.contests.domain.winner import Winner
from services.contests.use_cases.contest.create import create_contest
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import at_place
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN, Browser
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import (
    SIZE,
    SIZES,
    asking_link,
    claim_link,
    sent,
    winner_behind,
)

ADDRESS = {
    "address.name": "Inès Robert",
    "address.line": "14 quai Saint-Vincent",
    "address.postcode": "69001",
    "address.city": "Lyon",
    "address.country": "FR",
    "choice": "Grande",
}
PARCEL = {"carrier": "Colissimo", "tracking": "6A 271 8281"}


def given(fair: Fair) -> tuple[str, Winner]:
    """Return a winner's link, and the winner, who said yes and gave what the prize asks."""
    link, someone = asking_link(fair), fair.someone()
    assert someone.post(link, {"action": "accept"}).status_code == 303
    assert someone.post(f"{link}/details", ADDRESS).status_code == 303
    return link, winner_behind(fair, link)


def winners_page(winner: Winner, language: str = "en") -> str:
    """Return the path of the page of winners."""
    return f"/{language}/contests/{winner.contest_id}/winners"


def own_page(winner: Winner, ending: str = "") -> str:
    """Return the path of the page of one winner."""
    return f"{winners_page(winner)}/{winner.ref}{ending}"


def line_of(browser: Browser, winner: Winner) -> Tag:
    """Return the line of a winner in the list."""
    rows = read(browser.get(winners_page(winner))).select("tbody tr")
    return next(row for row in rows if winner.ref in row.get_text())


def hidden(page: Any, form: dict[str, str]) -> dict[str, str]:
    """Return a form with what its page holds hidden."""
    inputs = read(page).select("main form input[type=hidden]")
    return {str(each["name"]): str(each["value"]) for each in inputs} | form


def press(browser: Browser, path: str, form: dict[str, str]) -> Any:
    """Open a page and send its form with what is typed."""
    data = hidden(browser.get(path), form)
    return browser.client.post(path, base_url=ORIGIN, data=data, headers={"Origin": ORIGIN})


def asks_page(contest: Contest) -> str:
    return f"/en/contests/{contest.id}/asks"


def test_what_prizes_ask_is_said_at_any_time_and_no_hash_changes(fair: Fair) -> None:
    claim_link(fair)
    contest = fair.world.context.stores.contests.page(WORKSPACE).items[0]
    manager = fair.gateway.signed_in("manager")
    page = read(manager.get(asks_page(contest)))
    assert [each.get_text() for each in page.select("main section h2")] == ["Vélo", "Livre"]
    typed = {
        "asks.0.address": "yes",
        "asks.1.question.fr": SIZE["fr"],
        "asks.1.question.en": SIZE["en"],
        "asks.1.options.fr": SIZES["fr"],
        "asks.1.options.en": SIZES["en"],
    }
    assert press(manager, asks_page(contest), typed).status_code == 303
    now = fair.world.now(contest)
    assert now.ask_of("Vélo").address
    assert [each["en"] for each in now.ask_of("Livre").options] == ["Small", "Large"]
    assert now.rules_hash == contest.rules_hash
    again = read(manager.get(asks_page(contest)))
    assert again.select_one("[name='asks.0.address']").has_attr("checked")
    assert again.select_one("[name='asks.1.question.en']")["value"] == SIZE["en"]


def test_words_that_lack_are_named_and_nothing_typed_is_lost(fair: Fair) -> None:
    claim_link(fair)
    contest = fair.world.context.stores.contests.page(WORKSPACE).items[0]
    owner = fair.gateway.signed_in("owner")
    typed = {"asks.1.question.fr": SIZE["fr"], "asks.1.options.fr": "Petite"}
    page = press(owner, asks_page(contest), typed)
    assert page.status_code == 422
    soup = read(page)
    assert soup.select_one("[name='asks.1.options.fr']").get_text().strip() == "Petite"
    targets = [each["href"][1:] for each in soup.select(".summary a")]
    assert all(soup.find(id=each) is not None for each in targets)
    assert targets == ["asks.1.question.en", "asks.1.options.en", "asks.1.options.fr"]
    assert fair.world.now(contest).asks == ()


def test_what_another_saved_meanwhile_is_told_before_it_is_overwritten(fair: Fair) -> None:
    claim_link(fair)
    contest = fair.world.context.stores.contests.page(WORKSPACE).items[0]
    one, other = fair.gateway.signed_in("owner"), fair.gateway.signed_in("manager")
    typed = hidden(one.get(asks_page(contest)), {"asks.0.address": "yes"})
    press(other, asks_page(contest), {"asks.1.address": "yes"})
    late = one.client.post(
        asks_page(contest), base_url=ORIGIN, data=typed, headers={"Origin": ORIGIN}
    )
    assert late.status_code == 412
    assert read(late).select_one("[name='asks.0.address']").has_attr("checked")
    # What the other alone changed is in the form; nothing was changed by both.
    assert read(late).select_one("[name='asks.1.address']").has_attr("checked")
    assert read(late).select_one("#theirs-title") is None
    again = hidden(late, {"asks.0.address": "yes"})
    saved = one.client.post(
        asks_page(contest), base_url=ORIGIN, data=again, headers={"Origin": ORIGIN}
    )
    assert saved.status_code == 303


def test_a_draft_is_saved_on_the_way_to_what_its_prizes_ask(fair: Fair) -> None:
    draft = create_contest(
        fair.world.context, workspace=WORKSPACE, settings={"prizes": [{"name": "Lamp"}]}, texts={}
    )
    owner = fair.gateway.signed_in("owner")
    form = {"action": "asks", "settings.prizes.0.name": "Lampe", "settings.languages": "fr"}
    answer = press(owner, f"/en/contests/{draft.id}/edit", form)
    assert answer.location == asks_page(draft)
    page = read(owner.get(answer.location))
    assert [each.get_text() for each in page.select("main section h2")] == ["Lampe"]


def test_owner_and_manager_see_where_a_prize_goes_and_what_comes_next(fair: Fair) -> None:
    _, winner = given(fair)
    line = line_of(fair.gateway.signed_in("manager"), winner)
    said = line.get_text(" ")
    for part in ("To send", "14 quai Saint-Vincent", "69001 Lyon", "Large"):
        assert part in said
    assert line.select_one(".badge.dot") is not None
    acts = [each["href"] for each in line.select("td:last-child a")]
    assert acts[0] == own_page(winner, "/send")


def test_a_winner_who_was_told_is_awaited_until_an_hour_that_is_said(fair: Fair) -> None:
    winner = winner_behind(fair, claim_link(fair))
    line = line_of(fair.gateway.signed_in("owner"), winner)
    assert "Awaiting the answer" in line.get_text(" ")
    assert "answers by" in line.get_text(" ")
    page = words(fair.gateway.signed_in("owner").get(winners_page(winner)))
    assert "0 prizes received of 3" in page
    assert "3 · Awaiting the answer" in page


def test_a_parcel_is_noted_and_followed_to_the_hands_of_its_winner(fair: Fair) -> None:
    link, winner = given(fair)
    owner = fair.gateway.signed_in("owner")
    assert press(owner, own_page(winner, "/send"), PARCEL).location == winners_page(winner)
    said = line_of(owner, winner).get_text(" ")
    assert "On its way" in said
    assert "6A 271 8281" in said
    Pump(fair.world).run()
    assert any("6A 271 8281" in mail.text for mail in fair.world.inbox())
    fair.someone().post(link, {"action": "receive"}, page=f"{link}/receive")
    assert line_of(owner, winner).select_one(".badge.tick") is not None
    history = words(owner.get(own_page(winner)))
    for part in ("Accepted the prize", "Gave what the prize asks", "The winner has received it"):
        assert part in history


def test_of_two_managers_the_second_reads_what_the_first_noted(fair: Fair) -> None:
    _, winner = given(fair)
    path = own_page(winner, "/send")
    one, other = fair.gateway.signed_in("owner"), fair.gateway.signed_in("manager")
    typed = hidden(other.get(path), {"carrier": "Chronopost", "tracking": "XX 1"})
    press(one, path, PARCEL)
    late = other.client.post(path, base_url=ORIGIN, data=typed, headers={"Origin": ORIGIN})
    assert late.status_code == 412
    soup = read(late)
    assert soup.select_one("[name=tracking]")["value"] == "XX 1"
    assert "Someone else changed this" in soup.select_one(".summary").get_text()
    found = at_place(
        fair.world,
        fair.world.context.stores.contests.get(WORKSPACE, winner.contest_id),
        winner.place,
    )
    assert found.sending is not None
    assert found.sending.tracking == "6A 271 8281"


def test_the_same_pressed_twice_is_noted_once(fair: Fair) -> None:
    _, winner = given(fair)
    path, owner = own_page(winner, "/send"), fair.gateway.signed_in("owner")
    form = hidden(owner.get(path), PARCEL)
    for _ in range(2):
        answer = owner.client.post(path, base_url=ORIGIN, data=form, headers={"Origin": ORIGIN})
        assert answer.status_code == 303
    Pump(fair.world).run()
    assert sum("6A 271 8281" in mail.text for mail in fair.world.inbox()) == 1


@pytest.mark.parametrize(
    ("form", "field"), [({"tracking": "6A"}, "carrier"), ({**PARCEL, "voucher": "E"}, "voucher")]
)
def test_what_is_neither_a_parcel_nor_a_code_is_told_at_its_field(
    fair: Fair, form: dict[str, str], field: str
) -> None:
    _, winner = given(fair)
    page = press(fair.gateway.signed_in("owner"), own_page(winner, "/send"), form)
    assert page.status_code == 422
    assert read(page).select_one(".summary a")["href"] == f"#{field}"
    assert read(page).select_one("[name=tracking]")["value"] == form["tracking"]


def test_nothing_can_be_noted_before_the_address_is_there(fair: Fair) -> None:
    link = asking_link(fair)
    fair.someone().post(link, {"action": "accept"})
    winner, owner = winner_behind(fair, link), fair.gateway.signed_in("owner")
    assert "details awaited" in line_of(owner, winner).get_text(" ")
    page = read(owner.get(own_page(winner, "/send")))
    assert page.select_one("[name=carrier]") is None


def test_each_reading_is_noted_and_nobody_else_reads(fair: Fair) -> None:
    link, winner = given(fair)
    sent(fair, link)
    paths = (winners_page(winner), own_page(winner), own_page(winner, "/send"))
    for role in ("moderator", "analyst"):
        for path in paths:
            answer = fair.gateway.signed_in(role).get(path)
            assert answer.status_code == 403
            assert "Saint-Vincent" not in answer.text
    audit = fair.world.database.collection("audit")
    assert audit.count(WORKSPACE, {}) == 0
    for path in paths:
        assert "Saint-Vincent" in fair.gateway.signed_in("owner").get(path).text
    assert audit.count(WORKSPACE, {}) == len(paths)


def test_a_french_page_speaks_french(fair: Fair) -> None:
    _, winner = given(fair)
    page = BeautifulSoup(
        fair.gateway.signed_in("owner").get(winners_page(winner, language="fr")).text, "html.parser"
    )
    assert "À envoyer" in page.get_text(" ")
    assert "Grande" in page.get_text(" ")
