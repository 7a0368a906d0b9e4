"""A draft is saved over what was read, once, and leaves alone what was not touched."""

import pytest
from bs4 import BeautifulSoup
from itsdangerous import URLSafeSerializer

from tests.gateway.conftest import ORIGIN
from tests.gateway.forms import COMPLETE_FORM, EDIT


@pytest.fixture
def draft(gateway):
    gateway.services.add("c-1")
    return gateway.services.contests["c-1"]


def _soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_a_draft_never_saves_by_itself_over_what_a_colleague_saved(gateway, draft):
    mine, theirs = gateway.signed_in(), gateway.signed_in("manager")
    theirs.post(EDIT, {**COMPLETE_FORM, "settings.organiser.name": "Theirs", "action": "save"})
    version = "1"
    for typed in ("Mi", "Mine"):
        form = {**COMPLETE_FORM, "settings.organiser.name": typed, "version": version}
        answer = mine.post(EDIT, {**form, "action": "autosave"})
        assert answer.status_code == 412
        page = _soup(answer)
        assert "Not saved. Someone else changed" in page.find(attrs={"data-part": "saved"}).text
        version = page.find(attrs={"name": "version"})["value"]
    assert draft["settings"]["organiser"] == {"name": "Theirs"}
    pressed = _soup(mine.post(EDIT, {**COMPLETE_FORM, "version": version, "action": "save"}))
    assert "Someone else changed this" in pressed.select_one(".summary").get_text()


def test_a_draft_that_cannot_be_read_keeps_the_version_it_was_typed_over(gateway, draft):
    browser = gateway.signed_in()
    draft["version"] = 4
    form = {**COMPLETE_FORM, "settings.alternates": "many", "action": "autosave"}
    answer = browser.post(EDIT, form)
    assert _soup(answer).find(attrs={"name": "version"})["value"] == "1"


@pytest.mark.parametrize(("action", "status"), [("save", 303), ("autosave", 200)])
def test_a_draft_that_is_sent_twice_is_saved_once_and_nobody_else_is_named(
    gateway, draft, action, status
):
    browser = gateway.signed_in()
    form = {**COMPLETE_FORM, "action": action}
    answers = [browser.post(EDIT, form).status_code for _ in range(2)]
    assert answers == [status, status]
    assert draft["version"] == 2
    other = {**form, "settings.organiser.name": "Another"}
    assert browser.post(EDIT, other).status_code in (412, 422)


def test_a_date_that_was_not_touched_stays_to_the_millisecond(gateway, draft):
    # Clocks of Paris go back in the night of 25 October 2026: this is the second 02:30.
    stored = {"opens_at": "2026-10-25T01:30:00.000Z", "closes_at": "2026-11-29T16:00:07.250Z"}
    draft["settings"].update(stored)
    browser = gateway.signed_in()
    page = _soup(browser.get(EDIT))
    typed = {f"settings.{name}": page.find(id=f"settings.{name}")["value"] for name in stored}
    browser.post(EDIT, {**COMPLETE_FORM, **typed, "action": "save"})
    assert {name: draft["settings"][name] for name in stored} == stored


def test_a_version_that_is_no_number_is_refused_like_an_old_one(gateway, draft):
    draft["version"] = 2
    answer = gateway.signed_in().post(EDIT, {**COMPLETE_FORM, "version": "²", "action": "save"})
    assert answer.status_code == 422


def test_a_draft_is_one_call_and_so_is_its_page_afterwards(gateway, draft):
    browser = gateway.signed_in()
    before = _soup(browser.get(EDIT)).find(attrs={"name": "before"})["value"]
    for action in ("save", "autosave"):
        form = {**COMPLETE_FORM, "before": before, "version": str(draft["version"])}
        token = browser.token(EDIT)
        gateway.services.asked.clear()
        browser.client.post(
            EDIT,
            base_url=ORIGIN,
            data={**form, "csrf_token": token, "action": action},
            headers={"Origin": ORIGIN},
        )
        assert [each.method for each in gateway.services.asked] == ["PATCH"]
    gateway.services.asked.clear()
    browser.get(EDIT)
    assert [(each.method, each.path) for each in gateway.services.asked] == [
        ("GET", "/contests/c-1")
    ]


def test_what_the_form_does_not_ask_stays(gateway, draft):
    draft["texts"] = {"fr": {"title": "Ancien", "intro": "", "image_alt": "Une lampe"}}
    browser = gateway.signed_in()
    page = _soup(browser.get(EDIT))
    before = page.find(attrs={"name": "before"})["value"]
    browser.post(EDIT, {**COMPLETE_FORM, "before": before, "action": "save"})
    assert draft["texts"]["fr"]["image_alt"] == "Une lampe"
    assert draft["texts"]["fr"]["title"] == "Un week-end à Arles"


MADE_UP = URLSafeSerializer("another key").dumps({"settings": {"opens_at": 5}, "texts": {}})


@pytest.mark.parametrize(
    "before", ["", "1", '{"settings": {"opens_at": 5}, "texts": {}}', "[" * 100_000, MADE_UP]
)
def test_what_stood_there_is_asked_for_where_a_page_does_not_say_it(gateway, draft, before):
    draft["texts"] = {"fr": {"title": "Ancien", "intro": "", "image_alt": "Une lampe"}}
    form = {**COMPLETE_FORM, "before": before, "action": "save"}
    assert gateway.signed_in().post(EDIT, form).status_code == 303
    assert draft["texts"]["fr"]["image_alt"] == "Une lampe"


def _shown(answer):
    """Return what a page of the form would send as it stands."""
    form = _soup(answer).select_one("form#contest")
    sent = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        if each.get("type") in ("checkbox", "radio") and not each.has_attr("checked"):
            continue
        chosen = each.select_one("option[selected]") if each.name == "select" else None
        text = each.get_text().strip() if each.name == "textarea" else each.get("value", "")
        sent.setdefault(each["name"], []).append(chosen["value"] if chosen else text)
    return sent


def _post(browser, form):
    data = {**form, "csrf_token": browser.token(EDIT)}
    return browser.client.post(EDIT, base_url=ORIGIN, data=data, headers={"Origin": ORIGIN})


def test_what_two_people_changed_in_one_draft_is_both_kept(gateway, draft):
    one, other = gateway.signed_in(), gateway.signed_in("manager")
    one.post(EDIT, {**COMPLETE_FORM, "action": "save"})
    mine, theirs = _shown(one.get(EDIT)), _shown(other.get(EDIT))
    theirs |= {"settings.prizes.9.name": "Lampe", "settings.prizes.9.count": "3"}
    assert _post(other, {**theirs, "action": "save"}).status_code == 303
    mine |= {"texts.fr.title": "Un autre titre"}
    assert _post(one, {**mine, "action": "save"}).status_code == 303
    assert draft["texts"]["fr"]["title"] == "Un autre titre"
    assert [each["name"] for each in draft["settings"]["prizes"]][-1] == "Lampe"


def test_what_both_changed_stands_beside_what_was_typed_until_it_is_saved_again(gateway, draft):
    one, other = gateway.signed_in(), gateway.signed_in("manager")
    one.post(EDIT, {**COMPLETE_FORM, "action": "save"})
    mine, theirs = _shown(one.get(EDIT)), _shown(other.get(EDIT))
    theirs |= {"texts.fr.title": "Leur titre", "settings.organiser.name": "Leur nom"}
    _post(other, {**theirs, "action": "save"})
    late = _post(one, {**mine, "texts.fr.title": "Mon titre", "action": "save"})
    assert late.status_code == 422
    page = _soup(late)
    told = page.select_one("#theirs-title").parent
    assert [each.get_text() for each in told.select("dd")] == ["Leur titre"]
    assert page.find(id=told.select_one("a")["href"][1:]) is not None
    shown = _shown(late)
    assert shown["texts.fr.title"] == ["Mon titre"]
    assert shown["settings.organiser.name"] == ["Leur nom"]
    assert draft["texts"]["fr"]["title"] == "Leur titre"
    assert _post(one, {**shown, "action": "save"}).status_code == 303
    assert draft["texts"]["fr"]["title"] == "Mon titre"
    assert draft["settings"]["organiser"]["name"] == "Leur nom"
