"""What was typed is kept where it could not be taken, for the one who typed it alone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.door.sessions import KEEP_FORMS
from services.gateway.kit.problems import ServiceProblem
from tests.gateway.conftest import ORIGIN, PASSWORD

CONTEST = "/en/contests/c-1"
EDIT = f"{CONTEST}/edit"
LAMP = {"version": "1", "settings.prizes.0.name": "A lamp", "slug": "c-1"}
DOWN = ServiceProblem(503, "unavailable")


def _send(browser, path, form, token):
    """Send a form that was opened earlier."""
    data = {**form, "csrf_token": token}
    return browser.client.post(path, base_url=ORIGIN, data=data, headers={"Origin": ORIGIN})


def _forms(gateway):
    """Return how many forms are kept, counted by what is forgotten after two hours."""
    gateway.clock.advance(days=8)
    return gateway.parts.accounts.stores.kept_forms.clean_up(gateway.clock.now())


@pytest.fixture
def expired(gateway):
    """Return a browser whose session has ended and been forgotten, and the token of its form."""
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token(EDIT)
    gateway.clock.advance(hours=9)
    return browser, token


def test_a_form_is_kept_for_its_author_even_when_the_session_was_forgotten(gateway, expired):
    browser, token = expired
    clean_up(gateway.parts.accounts.stores, gateway.clock)
    _send(browser, EDIT, LAMP, token)
    browser.sign_in("owner@lumen.example", PASSWORD)
    assert 'value="A lamp"' in browser.get(EDIT).text


def test_a_form_of_a_forgotten_session_is_never_shown_to_someone_else(gateway, expired):
    browser, token = expired
    clean_up(gateway.parts.accounts.stores, gateway.clock)
    _send(browser, EDIT, LAMP, token)
    browser.sign_in("manager@lumen.example", PASSWORD)
    assert "A lamp" not in browser.get(EDIT).text


def test_a_kept_form_is_not_shown_after_its_time(gateway, expired):
    browser, token = expired
    _send(browser, EDIT, LAMP, token)
    gateway.clock.advance(seconds=(KEEP_FORMS + timedelta(seconds=1)).total_seconds())
    browser.sign_in("owner@lumen.example", PASSWORD)
    assert "A lamp" not in browser.get(EDIT).text


def test_nobody_without_a_session_can_have_anything_stored(gateway):
    gateway.services.add("c-1")
    stranger = gateway.browser()
    token = stranger.token("/en/sign-in")
    for _ in range(3):
        assert _send(stranger, EDIT, LAMP, token).status_code == 422
    gateway.clock.advance(days=8)
    assert clean_up(gateway.parts.accounts.stores, gateway.clock) == 0


def test_a_form_without_a_token_of_ours_is_not_kept(gateway, expired):
    browser, _ = expired
    answer = _send(browser, EDIT, LAMP, "made up")
    assert (answer.status_code, "/sign-in" in answer.location) == (303, True)
    assert _forms(gateway) == 0


def test_one_session_has_one_form_kept_however_often_it_sends(gateway, expired):
    browser, token = expired
    for number in range(4):
        _send(browser, EDIT, {**LAMP, "slug": f"c-{number}"}, token)
    assert _forms(gateway) == 1


def test_a_form_of_a_tab_is_kept_when_another_tab_signs_out(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token(EDIT)
    browser.post("/en/sign-out", page="/en/contests")
    door = browser.get(_send(browser, EDIT, LAMP, token).location)
    assert "What you typed is kept" in door.text
    back = browser.sign_in("owner@lumen.example", PASSWORD, next=EDIT)
    assert 'value="A lamp"' in browser.get(back.location).text


def test_a_form_left_by_who_signed_out_is_never_shown_to_someone_else(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token(EDIT)
    browser.post("/en/sign-out", page="/en/contests")
    _send(browser, EDIT, LAMP, token)
    browser.sign_in("manager@lumen.example", PASSWORD, next=EDIT)
    assert "A lamp" not in browser.get(EDIT).text


def test_the_door_says_that_what_could_not_be_kept_was_not_done(gateway, expired):
    browser, _ = expired
    door = browser.get(_send(browser, EDIT, LAMP, "made up").location)
    assert "What you sent was not taken" in door.text
    assert "What you typed is kept" not in door.text


AMENDMENT = {
    "field": "answer_within",
    "after.number": "9",
    "after.unit": "day",
    "reason": "Rain.",
    "action": "amend",
    "version": "1",
}


def test_after_an_expired_session_the_same_setting_is_amended(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    token = browser.token(f"{CONTEST}/amend")
    gateway.clock.advance(hours=9)
    door = _send(browser, f"{CONTEST}/amend", AMENDMENT, token)
    assert "What you typed is kept" in browser.get(door.location).text
    back = browser.sign_in("owner@lumen.example", PASSWORD, next=f"{CONTEST}/amend")
    page = BeautifulSoup(browser.get(back.location).text, "html.parser")
    assert page.select_one("#field option[selected]")["value"] == "answer_within"
    assert page.find(id="after")["value"] == "9"
    assert page.find(id="reason").get_text().strip() == "Rain."


def test_after_an_expired_session_the_page_of_an_act_still_names_the_entry(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in()
    path = f"{CONTEST}/entries/e-1/exclude"
    token = browser.token(f"{path}?ref=e-4hv9k2m7q1xz0001")
    gateway.clock.advance(hours=9)
    _send(browser, path, {"ref": "e-4hv9k2m7q1xz0001", "reason": "fraud"}, token)
    browser.sign_in("owner@lumen.example", PASSWORD)
    page = BeautifulSoup(browser.get(path).text, "html.parser")
    assert page.find(attrs={"name": "ref"})["value"] == "e-4hv9k2m7q1xz0001"
    assert page.select_one("#reason option[selected]")["value"] == "fraud"


def test_a_form_of_an_old_tab_is_shown_again_with_a_token_that_is_good(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token(EDIT)
    browser.sign_in("owner@lumen.example", PASSWORD)
    answer = _send(browser, EDIT, LAMP, token)
    assert (answer.status_code, answer.location) == (303, EDIT)
    page = browser.get(EDIT)
    assert 'value="A lamp"' in page.text
    assert "This was not saved" in page.text
    assert gateway.services.contests["c-1"]["version"] == 1
    assert 'value="A lamp"' not in browser.get(EDIT).text


def test_a_draft_that_saves_by_itself_from_an_old_tab_keeps_nothing(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    token = browser.token(EDIT)
    browser.sign_in("owner@lumen.example", PASSWORD)
    assert _send(browser, EDIT, {**LAMP, "action": "autosave"}, token).status_code == 400
    assert "A lamp" not in browser.get(EDIT).text


TYPED = [
    (EDIT, "draft", LAMP, "A lamp"),
    (EDIT, "draft", {**LAMP, "action": "add_prize"}, "A lamp"),
    (f"{CONTEST}/amend", "open", AMENDMENT, "Rain."),
    (f"{CONTEST}/cancel", "open", {"reason": "The partner left."}, "The partner left."),
    (f"{CONTEST}/entries/e-1/exclude", "open", {"note": "Seen twice."}, "Seen twice."),
    (f"{CONTEST}/winners/e-000001/skip", "drawn", {"evidence_hash": "a" * 64}, "a" * 64),
]


@pytest.mark.parametrize(("path", "state", "form", "typed"), TYPED)
def test_what_was_typed_is_there_again_when_the_service_answers_again(
    gateway, path, state, form, typed
):
    gateway.services.add("c-1", state=state)
    winner = {"ref": "e-000001", "actions": ["propose_skip"]}
    gateway.services.outcome = {"winners": [winner], "alternates_left": 4}
    browser = gateway.signed_in()
    token = browser.token(path)
    gateway.services.fail_with = DOWN
    answer = _send(browser, path, form, token)
    assert (answer.status_code, answer.location) == (303, path)
    for _ in range(2):
        waiting = browser.get(path)
        assert waiting.status_code == 503
        assert "What you typed is kept" in waiting.text
    gateway.services.fail_with = None
    assert typed in browser.get(path).text


def test_a_page_with_nothing_kept_does_not_speak_of_it(gateway):
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    gateway.services.fail_with = DOWN
    answer = browser.get(EDIT)
    assert answer.status_code == 503
    assert "What you typed" not in answer.text


def test_a_button_without_a_text_is_answered_by_the_page_of_the_error(gateway):
    browser = gateway.signed_in()
    token = browser.token("/en/contests")
    gateway.services.fail_with = DOWN
    assert _send(browser, "/en/contests", {"key": "k"}, token).status_code == 503


GONE = [
    (EDIT, "draft", LAMP, "A lamp"),
    (f"{CONTEST}/entries/e-1/exclude?ref=e-4hv9k2m7q1xz0001", "open", {"note": "Seen twice."},
     "Seen twice."),
    (f"{CONTEST}/amend", "open", AMENDMENT, "Rain."),
]  # fmt: skip


def _without_cookies(gateway, path, form):
    """Send a form of a page whose browser has forgotten all cookies; return the browser too."""
    token = gateway.signed_in().token(path)
    browser = gateway.browser()
    headers = {"Origin": ORIGIN, "Referer": ORIGIN + path}
    data = {**form, "csrf_token": token}
    where = path.partition("?")[0]
    return browser, browser.client.post(where, base_url=ORIGIN, data=data, headers=headers)


def _signed_in_by(browser, door, who, password=PASSWORD):
    """Sign in by the form of a page that was shown."""
    inputs = BeautifulSoup(door.text, "html.parser").select("form.card input[type=hidden]")
    data = {each["name"]: each["value"] for each in inputs}
    data |= {"email": f"{who}@lumen.example", "password": password}
    headers = {"Origin": ORIGIN}
    return browser.client.post("/en/sign-in", base_url=ORIGIN, data=data, headers=headers)


@pytest.mark.parametrize(("path", "state", "form", "typed"), GONE)
def test_what_was_typed_comes_back_though_the_browser_forgot_its_cookies(
    gateway, path, state, form, typed
):
    gateway.services.add("c-1", state=state)
    browser, door = _without_cookies(gateway, path, form)
    assert (door.status_code, "What you typed is kept" in door.text) == (422, True)
    wrong = _signed_in_by(browser, door, "manager", "not the password")
    assert (wrong.status_code, "What you typed is kept" in wrong.text) == (422, True)
    back = _signed_in_by(browser, wrong, "manager")
    assert (back.status_code, back.location) == (303, path)
    page = browser.get(back.location)
    assert typed in page.text
    assert "This was not saved" in page.text
    assert typed not in browser.get(path).text
    assert [each for each in gateway.services.asked if each.method != "GET"] == []


def test_an_exclusion_that_comes_back_still_says_whom(gateway):
    gateway.services.add("c-1", state="open")
    path = f"{CONTEST}/entries/e-1/exclude?ref=e-4hv9k2m7q1xz0001"
    form = {"ref": "e-4hv9k2m7q1xz0001", "reason": "fraud", "note": "Seen twice."}
    browser, door = _without_cookies(gateway, path, form)
    page = browser.get(_signed_in_by(browser, door, "owner").location).text
    assert "e-4hv9k2m7q1xz0001" in page


def test_what_the_page_to_sign_in_carries_holds_no_secret_and_cannot_be_made_up(gateway):
    gateway.services.add("c-1")
    browser, door = _without_cookies(gateway, EDIT, LAMP)
    carried = BeautifulSoup(door.text, "html.parser").find(attrs={"name": "carried"})["value"]
    assert "lamp" not in carried
    form = {"email": "owner@lumen.example", "password": PASSWORD, "next": EDIT}
    for text in (carried[:-4] + "AAAA", "made up", "é"):
        assert browser.post("/en/sign-in", {**form, "carried": text}).status_code == 303
        assert "A lamp" not in browser.get(EDIT).text


def test_what_is_too_long_to_be_carried_is_said_not_to_be_taken(gateway):
    gateway.services.add("c-1")
    _, door = _without_cookies(gateway, EDIT, {**LAMP, "texts.fr.intro": "x" * 300_000})
    assert (door.status_code, "lost=1" in door.location) == (303, True)


def test_a_draft_that_saves_by_itself_without_cookies_is_led_to_the_door(gateway):
    gateway.services.add("c-1")
    _, door = _without_cookies(gateway, EDIT, {**LAMP, "action": "autosave"})
    assert door.status_code == 303


def test_a_page_that_was_asked_for_comes_back_with_what_its_address_asked(gateway):
    gateway.services.add("c-1", state="open")
    path = f"{CONTEST}/entries/e-1/exclude?ref=e-4hv9k2m7q1xz0001"
    browser = gateway.browser()
    door = browser.get(browser.get(path).location)
    assert _signed_in_by(browser, door, "owner").location == path
