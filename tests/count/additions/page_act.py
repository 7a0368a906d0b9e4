"""An act on a page of the console: the team notes that a winner was called."""

from tests.count.addition import Addition
from tests.count.copy import Copy

PRODUCT = "services/gateway/products/contests"
PAGE = '''"""Note that a winner was called."""

from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.products.contests.console.acts import Act, act_page, do, typed
from services.gateway.products.contests.console.blueprint import WRITE, console
from shared.webapp.permissions import requires

WHERE = "/contests/<contest_id>/winners/<ref>/called"


@console.get(WHERE)
@requires(WRITE)
def called(contest_id: str, ref: str) -> ResponseReturnValue:
    """Ask what was said."""
    return act_page(contest_id, _act(ref))


@console.post(WHERE)
@requires(WRITE)
@keeps_form
def note_call(contest_id: str, ref: str) -> ResponseReturnValue:
    """Note it."""
    return do(contest_id, _act(ref), {"said": typed("said")})


def _act(ref: str) -> Act:
    return Act("called", f"/winners/{ref}/called", anchor="winners", around=lambda *_: {"ref": ref})
'''
TEMPLATE = """{% extends "base_console.html" %}
{% from "pieces/fields.html" import field, csrf, error_summary with context %}
{% from "pieces/page.html" import page_head with context %}
{% block title %}{{ _("Was this winner called?") }}{% endblock %}
{% block main %}
{{ page_head(_("Was this winner called?"), [(title, url_for(".contest", contest_id=contest.id))]) }}
{{ error_summary(problems) }}
<form class="narrow" method="post">{{ csrf() }}
{{ field("said", _("Reason"), values.get("said", ""), errors=errors) }}
<button class="button" type="submit">{{ _("Was this winner called?") }}</button>
</form>
{% endblock %}
"""
LINK = """    <td><a href="{{ url_for('.called', contest_id=contest.id, ref=winner.ref) }}">\
{{ _("Was this winner called?") }}</a></td>
"""
FRENCH = """
msgid "Was this winner called?"
msgstr "Cette personne a-t-elle été appelée\u202f?"
"""
PROOF = '''"""A call to a winner is noted by a page of the console, in both languages."""

from services.gateway.kit.questions import Answer, Question
from tests.gateway.conftest import Gateway

WHERE = "/contests/c-1/winners/e-0123456789abcdef/called"


def test_the_page_asks_it_in_both_languages_and_hands_it_to_the_service(gateway: Gateway) -> None:
    gateway.services.add("c-1", state="drawn")
    asked, known = list[Question](), gateway.services.ask

    def ask(question: Question) -> Answer:
        if not question.path.endswith("/called"):
            return known(question)
        asked.append(question)
        return Answer(200, {}, {})

    gateway.services.ask = ask  # type: ignore[method-assign]
    browser = gateway.signed_in()
    assert "Was this winner called?" in browser.get(f"/en{WHERE}").text
    assert "Cette personne a-t-elle été appelée" in browser.get(f"/fr{WHERE}").text
    done = browser.post(f"/en{WHERE}", {"said": "Yes."})
    assert (done.status_code, done.location) == (303, "/en/contests/c-1#winners")
    assert [each.body for each in asked] == [{"said": "Yes."}]
    assert gateway.signed_in("analyst").get(f"/en{WHERE}").status_code == 403
'''


def perform(copy: Copy) -> None:
    """Write the page and its template, a link to it, and its French."""
    templates = f"{PRODUCT}/templates/console"
    copy.write(f"{PRODUCT}/console/called.py", PAGE)
    copy.write(f"{templates}/called.html", TEMPLATE)
    copy.insert(f"{templates}/winners.html", LINK, before='    <td data-label="{{ _("To do") }}">')
    copy.append(f"{PRODUCT}/translations/fr/console.po", FRENCH)
    copy.write("tests/gateway/products/contests/console/test_called.py", PROOF)


ADDITION = Addition(
    name="page_act",
    title="an act on a page of the console",
    place=4,
    limit=4,
    perform=perform,
    proofs=(
        "tests/gateway/products/contests/console/test_called.py",
        "tests/gateway/kit/test_translations.py",
    ),
)
