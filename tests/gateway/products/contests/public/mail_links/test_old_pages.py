"""Someone whose page stood open for too long presses twice, and it is done."""

from typing import Any

import pytest

from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import (
    claim_link,
    entry_link,
    entry_state,
)


def pressed_too_late(fair: Fair, path: str, button: str = "") -> tuple[Any, Any]:
    """Press the button to `button` of a page of last year; return the browser and page."""
    someone = fair.someone()
    form = {"csrf_token": f"{someone.token(path)}-old"}
    page = someone.client.post(
        button or path, base_url=ORIGIN, data=form, headers={"Origin": "null"}
    )
    return someone, page


def press_again(someone: Any, page: Any, action: str) -> Any:
    """Press the button that a page shows, with what its form holds."""
    form = read(page).select_one(f"form[action='{action}']")
    data = {each["name"]: each["value"] for each in form.select("[name]")}
    return someone.client.post(action, base_url=ORIGIN, data=data)


def test_a_winner_whose_page_was_old_accepts_at_the_second_press(fair: Fair) -> None:
    link = claim_link(fair)
    someone, page = pressed_too_late(fair, link)
    assert page.status_code == 422
    assert "appuyez de nouveau sur le bouton" in words(page)
    assert "vous avez gagné" in words(page)
    assert press_again(someone, page, link).status_code == 303
    assert "Le lot est à vous" in words(someone.get(link))


def test_a_winner_whose_page_was_old_gives_up_at_the_second_press(fair: Fair) -> None:
    link = f"{claim_link(fair)}/decline"
    someone, page = pressed_too_late(fair, link)
    assert page.status_code == 422
    assert press_again(someone, page, link).status_code == 303


def test_an_entrant_whose_page_was_old_confirms_at_the_second_press(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    someone, page = pressed_too_late(fair, link)
    assert page.status_code == 422
    assert entry_state(fair) == "unconfirmed"
    assert press_again(someone, page, link).status_code == 200
    someone, page = pressed_too_late(fair, link, f"{link}/receipt")
    assert page.status_code == 422
    assert press_again(someone, page, f"{link}/receipt").mimetype == "application/json"
    assert someone.get(f"{link}/receipt").location == link


@pytest.mark.parametrize(
    ("ending", "said"), [("withdraw", "ont été effacés"), ("unsubscribe", "Vous ne recevez pas")]
)
def test_someone_whose_page_was_old_leaves_at_the_second_press(
    fair: Fair, ending: str, said: str
) -> None:
    link = entry_link(fair, opt_in="yes")
    path = fair.mailed("/unsubscribe") if ending == "unsubscribe" else f"{link}/{ending}"
    someone, page = pressed_too_late(fair, path)
    assert page.status_code == 422
    answer = press_again(someone, page, path)
    shown = someone.get(answer.location) if answer.status_code == 303 else answer
    assert said in words(shown)
