"""What was typed is kept where it could not be taken, for the one who typed it alone."""

from datetime import timedelta

import pytest

from services.gateway.domain.errors import ServiceProblem
from services.gateway.entrypoints.sessions import KEEP_FORMS
from services.gateway.use_cases.clean_up import clean_up
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
    sessions = 1
    return clean_up(gateway.parts.sessions, gateway.clock) - sessions


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
    clean_up(gateway.parts.sessions, gateway.clock)
    _send(browser, EDIT, LAMP, token)
    browser.sign_in("owner@lumen.example", PASSWORD)
    assert 'value="A lamp"' in browser.get(EDIT).text


def test_a_form_of_a_forgotten_session_is_never_shown_to_someone_else(gateway, expired):
    browser, token = expired
    clean_up(gateway.parts.sessions, gateway.clock)
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
        assert _send(stranger, EDIT, LAMP, token).status_code == 303
    gateway.clock.advance(days=8)
    assert clean_up(gateway.parts.sessions, gateway.clock) == 0


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
