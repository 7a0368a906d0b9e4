"""A form is sent as a browser would send it."""

import pytest

from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import Unexpected

HTML = """<main><h1>Titre</h1><form method="post" action="/go?x=1">
<input type="hidden" name="csrf_token" value="t">
<label for="a">A</label><input id="a" name="settings.closes_at" value="old">
<textarea name="intro">
 two
lines</textarea>
<select name="country"><option value="">-</option><option value="FR" selected>France</option>
<option>BE</option></select>
<select name="languages" multiple><option value="fr" selected>fr</option>
<option value="en" selected>en</option></select>
<input type="checkbox" name="opt_in" value="yes">
<input type="radio" name="kind" value="draw" checked>
<input type="radio" name="kind" value="code"><input name="gone" value="1" disabled>
<button name="action" value="save">Save</button><button name="action" value="publish">Go</button>
</form><form action="/other"><input type="submit" name="next" value="1"></form>
<a href="/fr/c/x/certificate?y#z">c</a></main>"""


@pytest.fixture
def page() -> Page:
    return Page("http://127.0.0.1/fr/form", 200, HTML)


def test_what_is_not_touched_is_sent_as_it_came(page: Page) -> None:
    assert page.form_with("csrf_token").press("action", "save") == [
        ("csrf_token", "t"),
        ("settings.closes_at", "old"),
        ("intro", " two\nlines"),
        ("country", "FR"),
        ("languages", "fr"),
        ("languages", "en"),
        ("kind", "draw"),
        ("action", "save"),
    ]


def test_fields_are_filled_chosen_and_ticked(page: Page) -> None:
    form = page.form_with("country").fill(settings__closes_at="new", country="BE", kind="code")
    form.tick("opt_in").set("languages", "en")
    sent = dict(form.press("action", "publish"))
    assert sent["settings.closes_at"] == "new"
    assert (sent["country"], sent["kind"], sent["opt_in"]) == ("BE", "code", "yes")
    assert form.get("languages") == ["en"]
    assert form.tick("opt_in", False).get("opt_in") == []


def test_a_choice_that_is_not_offered_cannot_be_made(page: Page) -> None:
    with pytest.raises(Unexpected, match="country does not offer 'IT'"):
        page.form_with("country").fill(country="IT")


def test_a_field_that_is_not_there_cannot_be_filled(page: Page) -> None:
    with pytest.raises(Unexpected, match="has no field gone"):
        page.form_with("country").set("gone", "2")


def test_a_form_is_found_by_its_fields_buttons_or_address(page: Page) -> None:
    assert page.form_with("action").action == "http://127.0.0.1/go?x=1"
    assert page.form_to("/other").method == "get"
    assert page.form_to("/go").method == "post"
    with pytest.raises(Unexpected, match=r"no form with nothing at .*/fr/form: Titre"):
        page.form_with("nothing")


def test_links_are_found_by_the_end_of_their_path(page: Page) -> None:
    assert page.link_to("/certificate") == "http://127.0.0.1/fr/c/x/certificate?y#z"
    with pytest.raises(Unexpected, match="no link to …/rules"):
        page.link_to("/rules")
