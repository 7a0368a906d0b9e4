"""The pages behind the links of mails: they show, their buttons act."""

import json
from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.entry import ExclusionReason
from services.contests.domain.tokens import CONFIRM, token_of
from services.contests.use_cases.exclude_entry import ExcludeEntry, exclude_entry
from services.contests.use_cases.keys import address_secret
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, WORKSPACE
from tests.gateway.public.conftest import Fair, read, words

OWN = r"/entry/[\w-]{22}(?!/)"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def entry_link(fair: Fair, **typed: str) -> str:
    """Let somebody enter and confirm; return the path of the link to their entry."""
    fair.confirmed(fair.opened(), **typed)
    return fair.mailed(OWN)


def claim_link(fair: Fair) -> str:
    """Draw a contest; return the path of a winner's link, in French."""
    fair.world.drawn(9, **_ASKED)
    Pump(fair.world).run()
    link = fair.mailed("/claim/").split("/", 2)[2]
    return f"/fr/{link}"


_ASKED: dict[str, Any] = {"data": {"retention_days": 90, "opt_in": False}}


def entry_state(fair: Fair) -> str:
    """Return the state of the one entry there is."""
    contest = next(iter(fair.world.database.collection("entries").find(WORKSPACE, {}).items))
    return str(contest["state"])


def test_looking_at_any_link_changes_nothing(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest))
    pending = fair.mailed("/confirm/")
    fair.confirmed(contest, email="b@example.org", opt_in="yes")
    entry, stop = fair.mailed(OWN), fair.mailed("/unsubscribe")
    fair.world.drawn(4, **_ASKED)
    claim = fair.mailed("/claim/")
    paths = [
        pending,
        entry,
        *(f"{entry}/{page}" for page in ("receipt.json", "withdraw")),
        stop,
        claim,
        f"{claim}/decline",
        f"{pending}?action=accept",
        f"{stop}?List-Unsubscribe=One-Click",
    ]
    before, someone = fair.stored(), fair.someone()
    fair.services.asked.clear()
    for path in paths:
        assert someone.get(path).status_code in (200, 410), path
        assert someone.client.head(path, base_url="http://127.0.0.1:8000").data == b""
    assert {each.method for each in fair.services.asked} == {"GET"}
    assert fair.stored() == before


def test_pages_behind_links_are_neither_passed_on_nor_kept(fair: Fair) -> None:
    link = entry_link(fair)
    headers = fair.someone().get(link).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_a_press_confirms_and_gives_reference_chances_and_receipt(fair: Fair) -> None:
    contest = fair.opened()
    someone = fair.someone()
    someone.enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    assert "Confirmer ma participation" in words(someone.get(link))
    page = someone.post(link)
    entry = fair.world.context.entries.page(WORKSPACE, contest.id).items[0]
    assert page.status_code == 200
    assert f"Votre référence {entry.ref} Vos chances 1" in words(page)
    file = someone.post(f"{link}/receipt", page=link)
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert json.loads(file.data) == entry.receipt


def test_pressing_twice_is_pressing_once(fair: Fair) -> None:
    link = fair.confirmed(fair.opened())
    assert fair.someone().post(link).status_code == 200
    assert "Votre participation est confirmée" in words(fair.someone().get(link))


def excluded(fair: Fair, contest: Any) -> None:
    """Take the one entry of `contest` out for fraud."""
    entry = fair.world.context.entries.page(WORKSPACE, contest.id).items[0]
    out = ExcludeEntry(WORKSPACE, contest.id, entry.id, ExclusionReason.FRAUD, by="acc-1")
    exclude_entry(out, fair.world.context)


def test_whoever_was_excluded_reads_why_and_how_to_appeal_and_never_that_they_are_in(
    fair: Fair,
) -> None:
    contest = fair.opened()
    link = fair.confirmed(contest)
    own = fair.mailed(OWN)
    someone = fair.someone()
    form = {"csrf_token": someone.token(link)}
    excluded(fair, contest)
    pressed = someone.client.post(link, base_url="http://127.0.0.1:8000", data=form)
    pages = [words(page) for page in (someone.get(link), pressed, someone.get(own))]
    for page in pages:
        assert "écartée du tirage : fraude" in page
        assert f"écrivez à {contest.in_force['organiser']['name']}" in page
        assert "Vous participez au tirage" not in page
    fair.world.seal(contest)
    late = words(someone.get(link))
    assert "ne change plus" in late
    assert "Pour faire appel" not in late


def test_a_second_entry_of_the_same_person_is_told_so_at_its_confirmation(fair: Fair) -> None:
    contest, someone, links = fair.opened(), fair.someone(), []
    for email in ("ines@example.org", "INES@example.org"):
        someone.enter(fair.page(contest), email=email)
        links.append(fair.mailed("/confirm/"))
    pages = [someone.post(link) for link in links]
    assert [page.status_code for page in pages] == [200, 409]
    assert "Vous participez déjà" in words(pages[1])


def test_a_confirmation_that_comes_too_late_says_so(fair: Fair) -> None:
    contest = fair.opened()
    someone = fair.someone()
    someone.enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    token = {"csrf_token": someone.token(fair.page(fair.opened()))}
    fair.world.clock.set(CLOSES + timedelta(hours=24))
    pages = [
        someone.get(link),
        someone.client.post(link, base_url="http://127.0.0.1:8000", data=token),
    ]
    assert [page.status_code for page in pages] == [410, 410]
    assert all("trop tard" in words(page) for page in pages)
    assert "vendredi 20 mars 2026 à 12 h 00" in words(pages[1])


def test_during_the_sealing_the_button_stays_and_the_page_says_when(fair: Fair) -> None:
    from dataclasses import replace

    contest = fair.opened()
    entry = fair.world.entered(contest, 1)[0]
    marked = replace(fair.world.now(contest), sealing_at=fair.world.clock.now())
    fair.world.context.contests.save(marked)
    key = address_secret(fair.world.context, contest)
    link = f"/fr/w/{WORKSPACE}/confirm/{token_of(key, CONFIRM, entry.id)}"
    page = fair.someone().post(link)
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert read(page).select_one("form")["action"] == link


def test_an_entry_can_be_looked_at_with_its_receipt(fair: Fair) -> None:
    link = entry_link(fair)
    page = fair.someone().get(link)
    assert "Confirmée" in words(page)
    file = fair.someone().get(f"{link}/receipt.json")
    assert json.loads(file.data)["ref"] in words(page)


def test_leaving_is_said_in_words_before_and_after(fair: Fair) -> None:
    link = entry_link(fair)
    someone = fair.someone()
    assert "Cela ne peut pas être annulé" in words(someone.get(f"{link}/withdraw"))
    assert entry_state(fair) == "confirmed"
    left = someone.post(f"{link}/withdraw")
    assert (left.status_code, left.location) == (303, link)
    assert entry_state(fair) == "withdrawn"
    assert "Votre nom et votre adresse ont été effacés" in words(someone.get(link))


def takes_news(fair: Fair, link: str) -> bool:
    """Tell what the page of the entry says."""
    return "Arrêter la lettre" in words(fair.someone().get(link))


def test_a_mail_program_unsubscribes_by_one_post_and_the_entry_stays(fair: Fair) -> None:
    link = entry_link(fair, opt_in="yes")
    assert takes_news(fair, link)
    client = fair.someone().client
    answer = client.post(
        fair.mailed("/unsubscribe"), base_url="http://127.0.0.1:8000", data=ONE_CLICK
    )
    assert answer.status_code == 200
    assert not takes_news(fair, link)
    assert entry_state(fair) == "confirmed"


def test_a_person_unsubscribes_by_the_button(fair: Fair) -> None:
    link, someone = entry_link(fair, opt_in="yes"), fair.someone()
    stop = fair.mailed("/unsubscribe")
    assert stop in someone.get(link).get_data(as_text=True)
    assert "Vous ne recevez pas" not in words(someone.get(stop))
    assert "Vous ne recevez pas" in words(someone.post(stop))


def test_the_link_to_ones_entry_does_not_stop_the_news_itself(fair: Fair) -> None:
    link = entry_link(fair, opt_in="yes")
    client = fair.someone().client
    answer = client.post(f"{link}/unsubscribe", base_url="http://127.0.0.1:8000", data=ONE_CLICK)
    assert answer.status_code == 404
    assert takes_news(fair, link)


@pytest.mark.parametrize("ending", ["", "/withdraw", "/unsubscribe"])
def test_a_post_without_the_form_of_our_page_does_nothing(fair: Fair, ending: str) -> None:
    link = entry_link(fair, opt_in="yes")
    before = fair.stored()
    client = fair.someone().client
    path = fair.mailed("/unsubscribe") if ending == "/unsubscribe" else link + ending
    answer = client.post(path, base_url="http://127.0.0.1:8000", data={"a": "b"})
    assert answer.status_code == (422 if ending else 405)
    assert fair.stored() == before


def test_a_winner_accepts(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    shown = words(someone.get(link))
    assert "Vous avez gagné" in shown
    assert "À accepter avant le" in shown
    done = someone.post(link, {"action": "accept"})
    assert (done.status_code, done.location) == (303, link)
    assert "Le lot est à vous" in words(someone.get(link))


def test_a_winner_reads_what_giving_up_means_before_giving_up(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    page = someone.get(link)
    decline = read(page).select_one("main a[href$='/decline']")["href"]
    before = fair.stored()
    assert "vous ne pourrez pas reprendre le lot" in words(someone.get(decline))
    assert fair.stored() == before
    assert someone.post(decline, {"action": "decline"}).location == link
    assert "Vous avez renoncé à ce lot" in words(someone.get(link))


def test_an_answer_stands(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    form = {"csrf_token": someone.token(f"{link}/decline")}
    someone.post(link)
    again = someone.client.post(f"{link}/decline", base_url="http://127.0.0.1:8000", data=form)
    assert again.status_code == 409
    assert "Le lot est à vous" in words(someone.get(link))


def test_a_claim_that_comes_too_late_says_so(fair: Fair) -> None:
    link, someone = claim_link(fair), fair.someone()
    token = someone.token(link)
    fair.world.clock.advance(days=8)
    page = someone.client.post(
        link, base_url="http://127.0.0.1:8000", data={"csrf_token": token, "action": "accept"}
    )
    assert page.status_code == 410
    assert "délai pour répondre est passé" in words(page)
    assert read(page).select_one("main form") is None


def pressed_without_cookie(fair: Fair, path: str, button: str = "") -> tuple[Any, Any]:
    """Open `path`, lose the cookie, press the button to `button`; return the browser and page."""
    someone = fair.someone()
    form = {"csrf_token": someone.token(path)}
    someone.client.delete_cookie("kermesse", domain="127.0.0.1")
    page = someone.client.post(
        button or path, base_url="http://127.0.0.1:8000", data=form, headers={"Origin": "null"}
    )
    return someone, page


def press_again(someone: Any, page: Any, action: str) -> Any:
    """Press the button that a page shows, with what its form holds."""
    form = read(page).select_one(f"form[action='{action}']")
    data = {each["name"]: each["value"] for each in form.select("[name]")}
    return someone.client.post(action, base_url="http://127.0.0.1:8000", data=data)


def test_a_winner_whose_cookie_was_lost_accepts_at_the_second_press(fair: Fair) -> None:
    link = claim_link(fair)
    someone, page = pressed_without_cookie(fair, link)
    assert page.status_code == 422
    assert "appuyez à nouveau sur le bouton" in words(page)
    assert "Vous avez gagné" in words(page)
    assert press_again(someone, page, link).status_code == 303
    assert "Le lot est à vous" in words(someone.get(link))


def test_a_winner_whose_cookie_was_lost_gives_up_at_the_second_press(fair: Fair) -> None:
    link = f"{claim_link(fair)}/decline"
    someone, page = pressed_without_cookie(fair, link)
    assert page.status_code == 422
    assert press_again(someone, page, link).status_code == 303


def test_an_entrant_whose_cookie_was_lost_confirms_at_the_second_press(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    someone, page = pressed_without_cookie(fair, link)
    assert page.status_code == 422
    assert entry_state(fair) == "unconfirmed"
    assert press_again(someone, page, link).status_code == 200
    someone, page = pressed_without_cookie(fair, link, f"{link}/receipt")
    assert page.status_code == 422
    assert press_again(someone, page, f"{link}/receipt").mimetype == "application/json"
    assert someone.get(f"{link}/receipt").location == link


@pytest.mark.parametrize(
    ("ending", "said"), [("withdraw", "ont été effacés"), ("unsubscribe", "Vous ne recevez pas")]
)
def test_someone_whose_cookie_was_lost_leaves_at_the_second_press(
    fair: Fair, ending: str, said: str
) -> None:
    link = entry_link(fair, opt_in="yes")
    path = fair.mailed("/unsubscribe") if ending == "unsubscribe" else f"{link}/{ending}"
    someone, page = pressed_without_cookie(fair, path)
    assert page.status_code == 422
    answer = press_again(someone, page, path)
    shown = someone.get(answer.location) if answer.status_code == 303 else answer
    assert said in words(shown)


def test_a_link_whose_service_is_away_leads_back_to_itself_and_not_to_the_team(fair: Fair) -> None:
    from services.gateway.domain.errors import ServiceProblem

    link = claim_link(fair)
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    page = fair.someone().get(link)
    assert page.status_code == 503
    targets = [each["href"] for each in read(page).select("main a")]
    assert targets == [link]
    assert "sign-in" not in page.text
