"""After the form: the address that was typed, a correction, the mail once more."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from services.contests.domain.contest import Contest
from services.gateway.kit.parts import KEY
from tests.contests.pump import Pump
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, Someone, page_of, read, words


def thanked(fair: Fair, contest: Contest, email: str) -> tuple[Someone, TestResponse]:
    """Enter under an address; return who did, and the page after the form."""
    someone = fair.someone()
    return someone, someone.get(someone.enter(fair.page(contest), email=email).location)


def pressed(someone: Someone, page: TestResponse, action: str, **typed: str) -> TestResponse:
    """Press a button of the page after the form."""
    form = next(each for each in read(page).select("form") if each.select_one(f"[value={action}]"))
    hidden = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    body = {**hidden, **typed, "action": action}
    return someone.client.post(form["action"], base_url=ORIGIN, data=body)


def mailed_to(fair: Fair) -> list[str]:
    """Return whom mails went to, once all are out."""
    Pump(fair.world).run()
    return [mail.to for mail in fair.world.inbox()]


def test_the_page_shows_the_address_that_was_typed(fair: Fair) -> None:
    _, page = thanked(fair, fair.opened(), "ines@example.org")
    assert "Nous venons d’écrire à : ines@example.org" in words(page).replace("\u00a0", " ")
    assert "Vouliez-vous écrire" not in words(page)


def test_no_address_stands_in_the_address_of_the_page(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    where = someone.enter(fair.page(contest), email="ines.robert@example.org").location
    assert "ines" not in where and "%40" not in where
    assert someone.get(where).headers["Referrer-Policy"] == "no-referrer"


def test_a_correction_is_offered_and_not_insisted_on(fair: Fair) -> None:
    contest = fair.opened()
    someone, page = thanked(fair, contest, "ines@gmial.com")
    marks = [each.get_text() for each in read(page).select("mark")]
    assert "Vouliez-vous écrire cette adresse" in words(page)
    assert marks
    keep = someone.get(read(page).find("a", string="Garder mon adresse")["href"])
    assert "Vouliez-vous" not in words(keep)
    assert mailed_to(fair) == ["ines@gmial.com"]
    again = pressed(someone, page, "correct")
    assert page_of(again) == fair.page(contest, "/thanks")
    assert "ines@gmail.com" in words(someone.get(again.location))
    assert "ines@gmail.com" in mailed_to(fair)
    assert fair.entries(contest) == 2


def test_the_page_is_the_same_for_who_takes_part_already(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    _, known = thanked(fair, contest, "ines@example.org")
    _, fresh = thanked(fair, contest, "mia.x@example.org")
    assert words(known).replace("ines@", "mia.x@") == words(fresh)


def test_another_address_is_typed_and_what_is_wrong_with_it_is_said(fair: Fair) -> None:
    contest = fair.opened()
    someone, page = thanked(fair, contest, "ines@example.org")
    wrong = pressed(someone, page, "correct", email="ines@")
    assert wrong.status_code == 422
    assert read(wrong).select_one("#email")["value"] == "ines@"
    assert read(wrong).select_one("#first_name")["value"] == "Inès"
    right = pressed(someone, page, "correct", email="ines@example.net")
    assert right.status_code == 303
    assert "ines@example.net" in mailed_to(fair)


def test_the_mail_is_sent_again_twice_some_minutes_apart(fair: Fair) -> None:
    contest = fair.opened()
    someone, page = thanked(fair, contest, "ines@example.org")
    soon = pressed(someone, page, "again")
    assert (soon.status_code, soon.headers["Retry-After"]) == (429, "120")
    assert "dans 2 minutes" in words(soon).replace("\u00a0", " ")
    for minutes in (2, 8):
        fair.world.clock.advance(minutes=minutes)
        answer = pressed(someone, page, "again")
        assert answer.status_code == 303
        page = someone.get(answer.location)
        assert "parti de nouveau" in words(page)
    assert read(page).select_one("[value=again]") is None
    assert mailed_to(fair) == ["ines@example.org"] * 3
    assert fair.entries(contest) == 1
    fair.world.clock.advance(minutes=30)
    _, first = thanked(fair, contest, "mia@example.org")
    assert pressed(someone, first, "again").status_code == 429


def test_a_double_click_sends_one_mail(fair: Fair) -> None:
    someone, page = thanked(fair, fair.opened(), "ines@example.org")
    fair.world.clock.advance(minutes=3)
    assert [pressed(someone, page, "again").status_code for _ in range(2)] == [303, 429]
    assert mailed_to(fair) == ["ines@example.org"] * 2


def test_the_link_of_a_mail_that_was_sent_again_is_the_same(fair: Fair) -> None:
    someone, page = thanked(fair, fair.opened(), "ines@example.org")
    first = fair.mailed("/confirm/")
    fair.world.clock.advance(minutes=3)
    pressed(someone, page, "again")
    assert fair.mailed("/confirm/") == first
    assert someone.post(first).status_code == 200


def test_who_has_confirmed_gets_no_mail_again_and_reads_the_same(fair: Fair) -> None:
    someone, page = thanked(fair, fair.opened(), "ines@example.org")
    someone.post(fair.mailed("/confirm/"))
    before = mailed_to(fair)
    fair.world.clock.advance(minutes=3)
    assert "parti de nouveau" in words(someone.get(pressed(someone, page, "again").location))
    assert mailed_to(fair) == before


@pytest.mark.parametrize("handed", ["", "?sent=", "?sent=made-up", "?sent=%E9"])
def test_the_page_stands_without_what_it_was_handed(fair: Fair, handed: str) -> None:
    page = fair.someone().get(fair.page(fair.opened(), f"/thanks{handed}"))
    assert page.status_code == 200
    assert "Nous vous avons envoyé un lien" in words(page)


def test_what_was_handed_is_forgotten_after_two_hours(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    where = someone.enter(fair.page(contest)).location
    fair.world.clock.advance(minutes=50)
    assert "ines@example.org" in words(someone.get(where))
    fair.world.clock.advance(minutes=71)
    assert "ines@example.org" not in words(someone.get(where))


def test_a_button_of_a_page_that_is_too_old_says_so(fair: Fair) -> None:
    contest = fair.opened()
    someone, page = thanked(fair, contest, "ines@example.org")
    fair.world.clock.advance(minutes=121)
    answer = pressed(someone, page, "again")
    assert answer.status_code == 410
    assert "trop ancienne" in words(answer)


def test_after_the_closing_nothing_is_offered_that_comes_too_late(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    where = someone.enter(fair.page(contest), email="ines@gmial.com").location
    fair.world.clock.advance(minutes=61)
    page = someone.get(where)
    assert read(page).select_one("[value=correct]") is None
    assert "samedi 21 mars 2026 à 12 h 00" in words(page).replace("\u00a0", " ")


def test_who_presses_too_often_is_told_and_loses_nothing(fair: Fair) -> None:
    someone, page = thanked(fair, fair.opened(), "ines@example.org")
    app = fair.gateway.app
    app.extensions[KEY] = replace(app.extensions[KEY], entry_rate="1 per hour")
    fair.world.clock.advance(minutes=3)
    assert pressed(someone, page, "again").status_code == 303
    refused = pressed(someone, page, "again")
    assert refused.status_code == 429
    assert "ines@example.org" in words(refused)
    assert urlsplit(read(refused).select_one("form")["action"]).path.endswith("/thanks")
