"""Letters at the console: to one winner or to all, seen before they go, once for each form."""

from typing import Any

import pytest

from services.contests.domain.winner import Winner
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import at_place
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN, Browser
from tests.gateway.products.contests.console.test_sending import hidden, own_page, winners_page
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import claim_link, winner_behind

WORDS = {
    "subject.fr": "Votre lot part lundi",
    "text.fr": "Bonne nouvelle.\n\nIl part lundi <b>matin</b>.",
    "subject.en": "Your prize leaves on Monday",
    "text.en": "Good news.\n\nIt leaves on Monday.",
}


def all_page(winner: Winner) -> str:
    return f"/en/contests/{winner.contest_id}/letters/new"


def list_page(winner: Winner) -> str:
    return f"/en/contests/{winner.contest_id}/letters"


def send(browser: Browser, path: str, form: dict[str, str]) -> Any:
    return browser.client.post(path, base_url=ORIGIN, data=form, headers={"Origin": ORIGIN})


def previewed(browser: Browser, path: str, form: dict[str, str]) -> Any:
    """Open a form, type, and press the button that shows it as each would get it."""
    return send(browser, path, hidden(browser.get(path), {**form, "action": "preview"}))


def sent(browser: Browser, path: str, form: dict[str, str]) -> Any:
    """The same, and send it."""
    return send(browser, path, hidden(previewed(browser, path, form), {"action": "send"}))


def letters(fair: Fair) -> list[str]:
    """Return the subjects of letters that were mailed."""
    known = (WORDS["subject.fr"], WORDS["subject.en"])
    return [mail.subject for mail in fair.world.inbox() if mail.subject in known]


@pytest.fixture
def winner(fair: Fair) -> Winner:
    return winner_behind(fair, claim_link(fair))


def language(fair: Fair, winner: Winner) -> str:
    entries = fair.world.context.stores.entries
    return entries.get(WORKSPACE, winner.contest_id, winner.entry_id).language


def of(fair: Fair, winner: Winner) -> dict[str, str]:
    """Return the words in the language of a winner."""
    spoken = language(fair, winner)
    return {name: text for name, text in WORDS.items() if name.endswith(spoken)}


def test_a_letter_to_all_is_begun_seen_and_sent(fair: Fair, winner: Winner) -> None:
    manager = fair.gateway.signed_in("manager")
    led = read(manager.get(winners_page(winner))).select(f'a[href="{all_page(winner)}"]')
    assert len(led) == 1
    form = read(manager.get(all_page(winner)))
    assert "votre lot de" in form.select_one("[name='subject.fr']")["value"]
    assert "your prize in" in form.select_one("[name='text.en']").get_text()
    page = previewed(manager, all_page(winner), WORDS)
    said = read(page).get_text(" ")
    assert WORDS["subject.fr"] in said
    assert "<b>matin</b>" in said
    assert "Send it to 3 winners" in said
    greeted = {"fr": "Bonjour [prénom],", "en": "Hello [first name],"}
    shown = {each["lang"] for each in read(page).select("section div[lang]")}
    assert shown
    assert {each for each, greeting in greeted.items() if greeting in said} == shown
    assert letters(fair) == []
    answer = send(manager, all_page(winner), hidden(page, {"action": "send"}))
    assert (answer.status_code, answer.location) == (303, list_page(winner))
    assert "Being written" in words(manager.get(list_page(winner)))
    Pump(fair.world).run()
    assert len(letters(fair)) == 3
    row = read(manager.get(list_page(winner))).select_one("tbody tr").get_text(" ")
    for part in ("you", "all winners", "Written to each", "3"):
        assert part in row


def test_a_letter_to_one_asks_for_their_language_and_stays_with_them(
    fair: Fair, winner: Winner
) -> None:
    owner, path = fair.gateway.signed_in("owner"), own_page(winner, "/letter")
    assert read(owner.get(own_page(winner))).select(f'a[href="{path}"]')
    asked = [each["name"] for each in read(owner.get(path)).select("[name^='text.']")]
    assert asked == [f"text.{language(fair, winner)}"]
    sent(owner, path, of(fair, winner))
    Pump(fair.world).run()
    assert len(letters(fair)) == 1
    kept = read(fair.gateway.signed_in("manager").get(own_page(winner))).select_one("#letters")
    assert kept is not None
    said = kept.get_text(" ")
    for part in (*of(fair, winner).values(), "owner@lumen.example", "Sent"):
        assert part in said
    row = read(owner.get(list_page(winner))).select_one("tbody tr a.ref")
    assert row["href"] == own_page(winner, "#letters")


def test_the_winner_reads_it_on_their_page_as_it_was_typed(fair: Fair) -> None:
    link = claim_link(fair)
    winner, owner = winner_behind(fair, link), fair.gateway.signed_in("owner")
    assert "vous a écrit" not in words(fair.someone().get(link))
    sent(owner, own_page(winner, "/letter"), of(fair, winner))
    Pump(fair.world).run()
    page = read(fair.someone().get(link))
    shown = page.select_one("section:has(#letters-title)")
    assert "Ce que Maison Lumen vous a écrit" in shown.get_text()
    spoken = language(fair, winner)
    assert shown.select_one(".written").get_text() == WORDS[f"text.{spoken}"]
    assert "owner@" not in page.get_text()


def test_the_button_pressed_twice_and_the_way_back_send_one_letter(
    fair: Fair, winner: Winner
) -> None:
    owner = fair.gateway.signed_in("owner")
    form = hidden(previewed(owner, all_page(winner), WORDS), {"action": "send"})
    for _ in range(2):
        assert send(owner, all_page(winner), form).status_code == 303
    Pump(fair.world).run()
    assert send(owner, all_page(winner), form).status_code == 303
    Pump(fair.world).run()
    assert len(letters(fair)) == 3


def test_other_words_from_a_form_that_was_sent_are_refused_and_kept(
    fair: Fair, winner: Winner
) -> None:
    owner = fair.gateway.signed_in("owner")
    form = hidden(previewed(owner, all_page(winner), WORDS), {"action": "send"})
    send(owner, all_page(winner), form)
    late = send(owner, all_page(winner), {**form, "text.en": "Another text."})
    assert late.status_code == 409
    page = read(late)
    assert "has sent its letter already" in page.select_one(".summary").get_text()
    assert page.select_one("[name='text.en']").get_text().strip() == "Another text."


def test_what_lacks_or_is_too_long_is_told_at_its_field(fair: Fair, winner: Winner) -> None:
    owner = fair.gateway.signed_in("owner")
    form = {**WORDS, "subject.en": "", "text.fr": "x" * 3001}
    page = previewed(owner, all_page(winner), form)
    assert page.status_code == 422
    soup = read(page)
    targets = [each["href"][1:] for each in soup.select(".summary a")]
    assert targets == ["text.fr"]
    assert soup.find(id="text.fr") is not None
    again = previewed(owner, all_page(winner), {**WORDS, "subject.en": " "})
    (line,) = read(again).select(".summary a")
    assert (again.status_code, line["href"]) == (422, "#subject.en")
    assert read(again).select_one("[name='text.fr']").get_text().strip() == WORDS["text.fr"]


def test_one_goes_back_to_the_text_and_finds_it(fair: Fair, winner: Winner) -> None:
    owner = fair.gateway.signed_in("owner")
    form = hidden(previewed(owner, all_page(winner), WORDS), {"action": "change"})
    page = read(send(owner, all_page(winner), form))
    assert page.select_one("[name='subject.fr']")["value"] == WORDS["subject.fr"]
    assert page.select_one("[name=key]")["value"] == form["key"]


def test_who_lost_the_prize_since_the_preview_gets_none_and_it_is_said(fair: Fair) -> None:
    link = claim_link(fair)
    winner, owner = winner_behind(fair, link), fair.gateway.signed_in("owner")
    form = hidden(previewed(owner, all_page(winner), WORDS), {"action": "send"})
    fair.world.clock.advance(minutes=1)
    fair.someone().post(f"{link}/decline", {})
    Pump(fair.world).run()
    send(owner, all_page(winner), form)
    Pump(fair.world).run()
    assert len(letters(fair)) == 2
    row = read(owner.get(list_page(winner))).select_one("tbody tr")
    assert "1 winner left out" in row.get_text()
    assert winner.ref in row.select_one("details").get_text()


def test_one_who_lost_the_prize_is_not_written_to_and_the_text_is_kept(fair: Fair) -> None:
    link = claim_link(fair)
    winner, owner = winner_behind(fair, link), fair.gateway.signed_in("owner")
    path = own_page(winner, "/letter")
    form = hidden(previewed(owner, path, of(fair, winner)), {"action": "send"})
    fair.world.clock.advance(minutes=1)
    fair.someone().post(f"{link}/decline", {})
    Pump(fair.world).run()
    refused = send(owner, path, form)
    assert refused.status_code == 409
    page = read(refused)
    assert "Nobody was written to" in page.select_one(".summary").get_text()
    assert of(fair, winner)[f"text.{language(fair, winner)}"] in page.get_text()
    assert not page.select("button.primary")
    assert not read(owner.get(own_page(winner))).select(f'a[href="{path}"]')
    assert letters(fair) == []


def test_a_text_outlives_the_session_in_which_it_was_typed(fair: Fair, winner: Winner) -> None:
    owner, path = fair.gateway.signed_in("owner"), all_page(winner)
    form = hidden(owner.get(path), {**WORDS, "action": "preview"})
    fair.world.clock.advance(hours=9)
    assert send(owner, path, form).status_code in (302, 303)
    owner.sign_in("owner@lumen.example", "correct horse battery")
    page = read(owner.get(path))
    assert page.select_one("[name='subject.fr']")["value"] == WORDS["subject.fr"]


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_nobody_else_writes_or_is_led_there(fair: Fair, winner: Winner, role: str) -> None:
    browser = fair.gateway.signed_in(role)
    for path in (all_page(winner), list_page(winner), own_page(winner, "/letter")):
        assert browser.get(path).status_code == 403
    assert "/letters" not in browser.get(f"/en/contests/{winner.contest_id}").text


def test_a_french_page_speaks_french(fair: Fair, winner: Winner) -> None:
    owner = fair.gateway.signed_in("owner")
    page = words(owner.get(all_page(winner).replace("/en/", "/fr/")))
    assert "Écrire à tous les gagnants" in page
    assert "3 gagnants qui ont un lot" in page


def test_the_place_is_named_of_one(fair: Fair, winner: Winner) -> None:
    contest = fair.world.context.stores.contests.get(WORKSPACE, winner.contest_id)
    second = at_place(fair.world, contest, 2)
    page = words(fair.gateway.signed_in("owner").get(own_page(second, "/letter")))
    assert f"Place 2: {second.prize_name}" in page
