"""A text field on a form, shown by a page: the organiser's motto."""

from tests.count.addition import Addition
from tests.count.copy import Copy

FIELD = """    motto: str = asks(
        Kind.TEXT,
        both("Devise de l’organisateur", "Organiser's motto"),
        path="settings.organiser.motto",
        maximum=80,
    )
"""
SHOWN = '    {{ ask(form, "settings.organiser.motto") }}\n'
TAKEN = '''"""The organiser's motto, over the API."""

from tests.contests.desk import Desk


def test_it_is_taken_up_to_its_length(desk: Desk) -> None:
    draft, client = desk.draft(), desk.client()
    where = f"/api/v1/contests/{draft.id}"
    headers = {**desk.bearer("owner"), "If-Match": f'"{draft.version}"'}
    organiser = {"name": "Lumen", "motto": "x" * 81}
    refused = client.patch(where, headers=headers, json={"settings": {"organiser": organiser}})
    named = refused.json["errors"][0]["field"]
    assert (refused.status_code, named) == (422, "settings.organiser.motto")
    organiser["motto"] = "Fluctuat"
    taken = client.patch(where, headers=headers, json={"settings": {"organiser": organiser}})
    assert taken.json["settings"]["organiser"]["motto"] == "Fluctuat"
'''
DRAWN = '''"""The organiser's motto, on the page."""

from tests.gateway.conftest import Gateway
from tests.gateway.forms import COMPLETE_FORM, EDIT

NAME = "settings.organiser.motto"


def test_it_is_drawn_and_read_in_both_languages(gateway: Gateway) -> None:
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    assert "Organiser&#39;s motto" in browser.get(EDIT).text
    assert "Devise de l’organisateur" in browser.get(EDIT.replace("/en/", "/fr/")).text
    browser.post(EDIT, {**COMPLETE_FORM, NAME: "Fluctuat", "action": "save"})
    assert gateway.services.contests["c-1"]["settings"]["organiser"]["motto"] == "Fluctuat"
    assert 'value="Fluctuat"' in browser.get(EDIT).text
'''


def perform(copy: Copy) -> None:
    """Declare it, and give it its place on the page."""
    form = "services/contests/domain/contest/form/organiser.py"
    page = "services/gateway/products/contests/templates/console/contest_form.html"
    copy.insert(form, FIELD, before="    legal_form: str = asks(")
    copy.insert(page, SHOWN, after='    {{ ask(form, "settings.organiser.name"')
    copy.write("tests/contests/test_motto.py", TAKEN)
    copy.write("tests/gateway/products/contests/console/test_motto_page.py", DRAWN)


ADDITION = Addition(
    name="text_field",
    title="a text field on a form, shown by a page",
    place=1,
    limit=2,
    perform=perform,
    proofs=(
        "tests/contests/test_motto.py",
        "tests/gateway/products/contests/console/test_motto_page.py",
        "tests/stack/test_house.py",
    ),
)
